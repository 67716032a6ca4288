using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Detect;

/// <summary>Arguments of <c>detect</c>.</summary>
/// <param name="Files">The files.</param>
/// <param name="Out">Folder for the results; null prints them.</param>
/// <param name="Annotate">Whether to write the page with its boxes too.</param>
/// <param name="Charts">Whether to draw the charts.</param>
/// <param name="Detection">How to look at a page.</param>
/// <param name="Page">Pages to read.</param>
internal sealed record DetectArguments(
    IReadOnlyList<string> Files, string? Out, bool Annotate, bool Charts, DetectionArguments Detection, PageSelection Page)
{
    /// <summary>How the text of the elements is read; null for not at all.</summary>
    public TextSettings? Text { get; init; }

    /// <summary>Format of the files; null for JSON with the answer in full.</summary>
    public string? Format { get; init; }

    /// <summary>How that format is written.</summary>
    public ExportOptions Options { get; init; } = new();
}
