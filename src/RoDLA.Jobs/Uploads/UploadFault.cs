namespace RoDLA.Jobs.Uploads;

/// <summary>Why a file is not stored.</summary>
public enum UploadFault
{
    /// <summary>Its content is not an image of a supported format.</summary>
    InvalidFormat,

    /// <summary>It has more bytes than the limit.</summary>
    FileTooLarge,

    /// <summary>Its width or height is out of range.</summary>
    InvalidDimensions,

    /// <summary>It begins like an image, and cannot be read.</summary>
    CorruptedFile,
}
