namespace RoDLA.Analysis.Exports;

/// <summary>A file on disk that belongs to the results, such as a chart.</summary>
/// <param name="Name">Path in an archive, with <c>/</c>.</param>
/// <param name="Path">The file; it may be missing.</param>
public sealed record ExportAttachment(string Name, string Path)
{
    /// <summary>The PNG files of a folder, by name; none when it is missing.</summary>
    public static IEnumerable<ExportAttachment> PicturesIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal)
            .Select(file => new ExportAttachment($"{System.IO.Path.GetFileName(folder)}/{System.IO.Path.GetFileName(file)}", file));
}
