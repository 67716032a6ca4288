using System.Collections.Frozen;

namespace RoDLA.Api.Web;

/// <summary>
/// Pages to try, for the web page: the files of the folder <c>samples</c> in the content root, as they are at the start. There are none
/// where the folder is missing.
/// </summary>
internal sealed class SampleFiles(IHostEnvironment environment)
{
    private const string Folder = "samples";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".tif"] = "image/tiff",
        [".pdf"] = "application/pdf",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, FileInfo> _files = Read(Path.Combine(environment.ContentRootPath, Folder));

    /// <summary>The files, by name.</summary>
    public IReadOnlyList<Sample> All =>
        [.. _files.Values.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => new Sample(f.Name, f.Length))];

    /// <summary>Full path and media type of a file; null when there is none of that name.</summary>
    public (string Path, string Type)? Find(string name) =>
        _files.TryGetValue(name, out FileInfo? file) ? (file.FullName, Types[file.Extension]) : null;

    private static FrozenDictionary<string, FileInfo> Read(string folder) =>
        (Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles() : [])
        .Where(file => Types.ContainsKey(file.Extension))
        .ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);
}
