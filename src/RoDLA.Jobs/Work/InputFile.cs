using RoDLA.Imaging;

namespace RoDLA.Jobs.Work;

/// <summary>The file of an image, looked at before a pixel is decoded.</summary>
/// <param name="Source">Its bytes.</param>
/// <param name="ContentHash">SHA-256, lower-case hexadecimal.</param>
/// <param name="Info">What its header says.</param>
internal sealed record InputFile(DocumentSource Source, string ContentHash, DocumentInfo Info);
