using System.Text.Json;

namespace RoDLA.Detection.Catalog;

/// <summary>
/// SHA-256 of files whose publishers state none, as they were when they were downloaded first: <c>known-hashes.json</c> in the models
/// folder.
/// </summary>
/// <param name="folder">The models folder.</param>
public sealed class KnownHashes(string folder)
{
    private readonly string _path = Path.Combine(folder, "known-hashes.json");

    /// <summary>The hash of a file; null when it was not downloaded before.</summary>
    /// <param name="url">Its address.</param>
    public string? Find(string url) => Read().GetValueOrDefault(url);

    /// <summary>Writes down the hash of a file.</summary>
    public void Add(string url, string sha256)
    {
        SortedDictionary<string, string> all = Read();
        all[url] = sha256;
        string draft = _path + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(all, Indented) + "\n");
        File.Move(draft, _path, overwrite: true);
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    private SortedDictionary<string, string> Read() => File.Exists(_path)
        ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_path)) ?? []
        : [];
}
