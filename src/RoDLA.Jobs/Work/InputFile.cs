namespace RoDLA.Jobs.Work;

/// <summary>The opened file of an image.</summary>
/// <param name="Document">Its header and pages.</param>
/// <param name="ContentHash">SHA-256, lower-case hexadecimal.</param>
internal sealed record InputFile(OpenDocument Document, string ContentHash);
