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
    IReadOnlyList<string> Files, string? Out, bool Annotate, bool Charts, DetectionArguments Detection, PageSelection Page);
