using RoDLA.Imaging;

namespace RoDLA.Jobs.Work;

/// <summary>The file of an image, looked at before a pixel is decoded.</summary>
/// <param name="Document">Its header and pages.</param>
/// <param name="ContentHash">SHA-256, lower-case hexadecimal.</param>
internal sealed record InputFile(OpenDocument Document, string ContentHash);
