using RoDLA.Cli.Keys;

namespace RoDLA.Api.Access;

/// <summary>
/// The keys that are valid now. The file is read again at most every two seconds, when a request comes; a file that cannot be read leaves
/// the keys as they are.
/// </summary>
internal sealed partial class KeyRing
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private readonly string _path;
    private readonly ApiKey[] _configured;
    private readonly Lock _reading = new();
    private volatile ApiKey[] _keys;
    private byte[] _content;
    private long _readAt;

    /// <exception cref="IOException">The file of keys cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys.</exception>
    public KeyRing(IOptions<AccessOptions> options, TimeProvider time, ILogger<KeyRing> logger)
    {
        (_time, _logger, _path) = (time, logger, options.Value.KeysFile);
        _configured = options.Value.ApiKey is { Length: > 0 } secret
            ? [ApiKey.Of("RODLA_API_KEY", AccessRole.Admin, secret, time.GetUtcNow())]
            : [];
        _content = _path.Length == 0 ? [] : File.ReadAllBytes(_path);
        _keys = _path.Length == 0 ? _configured : [.. _configured, .. KeyFile.Parse(_content, _path)];
        _readAt = time.GetTimestamp();
    }

    /// <summary>The key that a client sent; null when it is not valid.</summary>
    public ApiKey? Find(string secret)
    {
        ReadAgain();
        byte[] hash = ApiKey.Hash(secret);
        ApiKey? found = null;
        foreach (ApiKey key in _keys)
        {
            // Every key is compared: the time tells nothing about which one matches.
            found = key.Matches(hash) ? key : found;
        }

        return found;
    }

    private void ReadAgain()
    {
        if (_path.Length == 0 || _time.GetElapsedTime(Interlocked.Read(ref _readAt)) < ReadAgainAfter || !_reading.TryEnter())
        {
            return;
        }

        try
        {
            Interlocked.Exchange(ref _readAt, _time.GetTimestamp());
            byte[] content = File.ReadAllBytes(_path);
            if (!content.AsSpan().SequenceEqual(_content))
            {
                _content = content;
                ApiKey[] before = _keys;
                _keys = [.. _configured, .. KeyFile.Parse(content, _path)];
                LogRead(_path, _keys.Length - _configured.Length, Names(_keys, before), Names(before, _keys));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogUnread(e, _path);
        }
        finally
        {
            _reading.Exit();
        }
    }

    // A key with another role or secret is among the added and the removed ones.
    private static string Names(ApiKey[] keys, ApiKey[] others) => keys
        .Where(key => !others.Any(other => (other.Name, other.Role, other.Sha256) == (key.Name, key.Role, key.Sha256)))
        .Select(key => $"{key.Name} ({ReportJson.Word(key.Role)})")
        .DefaultIfEmpty("none")
        .Aggregate((all, name) => $"{all}, {name}");

    [LoggerMessage(4030, LogLevel.Information, "Read {Path}: {Count} API keys; added: {Added}; removed: {Removed}")]
    private partial void LogRead(string path, int count, string added, string removed);

    [LoggerMessage(4031, LogLevel.Warning, "The API keys of {Path} cannot be read; those read before stay valid")]
    private partial void LogUnread(Exception exception, string path);
}
