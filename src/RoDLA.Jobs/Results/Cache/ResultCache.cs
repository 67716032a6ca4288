using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>
/// Caches reports as files, <c>cache/K0/KEY.answer</c>, up to a total size, evicting the least recently used. A hit sets the time of the
/// file, so that the order survives the process. Files are written atomically and damaged ones removed. Errors of the disk are logged and
/// only cost the cached report.
/// </summary>
internal sealed partial class ResultCache : IResultCache
{
    private const string Ending = ".answer";
    private const long Mebibyte = 1024 * 1024;
    private readonly string _folder;
    private readonly CacheKeys _keys;
    private readonly IDiskGuard _disk;
    private readonly TimeProvider _time;
    private readonly ILogger<ResultCache> _logger;
    private readonly bool _isOn;
    private readonly long _minFree;
    private readonly Lock _lock = new();
    private readonly Lazy<LruIndex> _index;
    private bool _isFailing;

    public ResultCache(
        JobPaths paths, CacheKeys keys, IDiskGuard disk, IOptions<JobOptions> options, TimeProvider time, ILogger<ResultCache> logger)
        : this(
            paths.CacheFolder, options.Value.CacheMegabytes * Mebibyte, options.Value.MinFreeMegabytes * Mebibyte, keys, disk, time, logger)
    {
    }

    /// <summary>A cache with a limit in bytes.</summary>
    internal ResultCache(
        string folder, long capacity, long minFree, CacheKeys keys, IDiskGuard disk, TimeProvider time, ILogger<ResultCache> logger)
    {
        _folder = folder;
        _keys = keys;
        _disk = disk;
        _time = time;
        _logger = logger;
        _isOn = capacity > 0;
        _minFree = minFree;
        _index = new Lazy<LruIndex>(() => Rebuild(capacity));
    }

    /// <summary>Deletes a file; replaced in tests.</summary>
    internal Action<string> Delete { get; init; } = File.Delete;

    /// <summary>The keys, most recently used first.</summary>
    internal IReadOnlyList<string> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _index.Value.Keys];
            }
        }
    }

    public string? Key(string contentHash, PageRequest request) => _isOn ? _keys.Of(contentHash, request) : null;

    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_isOn || !_index.Value.Touch(key))
            {
                return null;
            }
        }

        string path = PathOf(key);
        try
        {
            byte[] file = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            if (CacheEntry.Read(file) is { } answer)
            {
                File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
                return answer;
            }

            LogBroken(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Evicted by another thread, or removed by an operator.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRead(path, e.Message);
        }

        Drop(key);
        return null;
    }

    public async ValueTask KeepAsync(string key, ReadOnlyMemory<byte> report, CancellationToken cancellationToken)
    {
        long length = CacheEntry.HeadLength + report.Length;
        if (!_isOn || report.IsEmpty || !_index.Value.Fits(length) || _disk.FreeBytes - length < _minFree)
        {
            return;
        }

        string path = PathOf(key);
        string temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await WriteAsync(temporary, report, cancellationToken).ConfigureAwait(false);
            Enter(key, temporary, path, length);
            _isFailing = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Logged once, not for every image.
            if (!_isFailing)
            {
                _isFailing = true;
                LogNotKept(_folder, e.Message);
            }
        }
    }

    private async Task WriteAsync(string temporary, ReadOnlyMemory<byte> report, CancellationToken cancellationToken)
    {
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(CacheEntry.Head(report.Span), cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(report, cancellationToken).ConfigureAwait(false);
            }

            File.SetLastWriteTimeUtc(temporary, _time.GetUtcNow().UtcDateTime);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private void Enter(string key, string temporary, string path, long length)
    {
        // Index and folder change together.
        lock (_lock)
        {
            File.Move(temporary, path, overwrite: true);
            foreach (string evicted in _index.Value.Add(key, length))
            {
                TryDelete(PathOf(evicted));
            }
        }
    }

    private void Drop(string key)
    {
        lock (_lock)
        {
            _index.Value.Remove(key);
            TryDelete(PathOf(key));
        }
    }

    private LruIndex Rebuild(long capacity)
    {
        LruIndex index = new(capacity);
        DirectoryInfo folder = new(_folder);
        if (!_isOn || !folder.Exists)
        {
            return index;
        }

        try
        {
            EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (FileInfo file in folder.EnumerateFiles("*", everything).OrderBy(f => f.LastWriteTimeUtc).ToArray())
            {
                string key = Path.GetFileNameWithoutExtension(file.Name);
                if (file.FullName == PathOf(key) && index.Fits(file.Length))
                {
                    foreach (string evicted in index.Add(key, file.Length))
                    {
                        TryDelete(PathOf(evicted));
                    }
                }
                else if (file.Extension is ".tmp" or Ending)
                {
                    TryDelete(file.FullName);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRead(_folder, e.Message);
        }

        return index;
    }

    private void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        // Its folder was removed.
        catch (DirectoryNotFoundException)
        {
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(path, e.Message);
        }
    }

    private string PathOf(string key) => Path.Combine(_folder, key.Length < 2 ? key : key[..2], key + Ending);

    [LoggerMessage(2510, LogLevel.Warning, "The cached report {Path} is damaged and was removed")]
    private partial void LogBroken(string path);

    [LoggerMessage(2511, LogLevel.Warning, "The cached report {Path} cannot be read: {Reason}")]
    private partial void LogNotRead(string path, string reason);

    [LoggerMessage(2512, LogLevel.Warning, "Reports cannot be cached in {Folder}: {Reason} This is logged again only after a success")]
    private partial void LogNotKept(string folder, string reason);

    [LoggerMessage(2513, LogLevel.Warning, "{Path} could not be removed from the cache: {Reason}")]
    private partial void LogNotRemoved(string path, string reason);
}
