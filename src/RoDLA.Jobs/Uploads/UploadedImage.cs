namespace RoDLA.Jobs.Uploads;

/// <summary>A file of an upload; immutable.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Name">The client's name for it; never used as a path.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Format">Format, by its content.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
/// <param name="ContentHash">SHA-256 of the file in lower-case hexadecimal.</param>
public sealed record UploadedImage(
    string FileId, string Name, long Bytes, ImageFormat Format, int Width, int Height, string ContentHash)
{
    /// <summary>Name of the file in the folder of the upload.</summary>
    internal string StoredName => $"{FileId}.{ReportJson.Word(Format)}";
}
