namespace RoDLA.Analysis.Exports;

/// <summary>An export as a file.</summary>
/// <param name="Name">File name, safe in headers and on disk.</param>
/// <param name="ContentType">Media type.</param>
public sealed record ExportFile(string Name, string ContentType);
