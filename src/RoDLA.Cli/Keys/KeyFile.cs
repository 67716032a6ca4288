using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoDLA.Cli.Keys;

/// <summary>The file of API keys: <c>{"keys": [{"name", "role", "sha256", "created_at"}]}</c>.</summary>
internal static partial class KeyFile
{
    /// <summary>Most keys of a file.</summary>
    public const int MaxKeys = 1000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not a file of keys; the message names the mistake.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ApiKey> Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">The content.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">It is not a file of keys; the message names the mistake.</exception>
    public static IReadOnlyList<ApiKey> Parse(ReadOnlySpan<byte> content, string path)
    {
        IReadOnlyList<ApiKey> keys;
        try
        {
            keys = JsonSerializer.Deserialize<Content>(content, ReportJson.Options)?.Keys ?? [];
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException($"{path} is not a file of API keys: {e.Message}", e);
        }

        string? wrong = keys.Count > MaxKeys ? $"it has {keys.Count} keys; at most {MaxKeys} are read"
            : keys.FirstOrDefault(key => !IsName(key.Name)) is { } unnamed ? $"'{unnamed.Name}' is not a name of a key"
            : keys.GroupBy(key => key.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? $"the name {twice.Key} is there twice"
            : null;
        return wrong is null ? keys : throw new InvalidDataException($"{path} is not a file of API keys: {wrong}.");
    }

    /// <summary>Replaces the file; only its owner may read it.</summary>
    public static async Task WriteAsync(string path, IReadOnlyList<ApiKey> keys, CancellationToken cancellationToken)
    {
        await AtomicFile.WriteJsonAsync(path, new Content(keys), cancellationToken, durable: true);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Whether a key may have this name.</summary>
    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$")]
    private static partial Regex Name();

    private sealed record Content(IReadOnlyList<ApiKey> Keys);
}
