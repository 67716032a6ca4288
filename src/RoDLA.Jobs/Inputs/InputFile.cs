namespace RoDLA.Jobs.Inputs;

/// <summary>The opened file of an image, and the SHA-256 of its content in lower-case hexadecimal.</summary>
internal sealed record InputFile(OpenDocument Document, string ContentHash);
