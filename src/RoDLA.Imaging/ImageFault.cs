namespace RoDLA.Imaging;

/// <summary>Why a document cannot be read; the host maps each value to an HTTP status.</summary>
public enum ImageFault
{
    /// <summary>Zero bytes.</summary>
    Empty,

    /// <summary>Not a supported format, judged by content.</summary>
    UnknownFormat,

    /// <summary>A known container whose content cannot be decoded: truncated or corrupt.</summary>
    Undecodable,

    /// <summary>Decoding exceeded the time limit; it may succeed when the machine is less busy.</summary>
    TooSlow,

    /// <summary>Width, height or pixel count over the limit, found in the header before any pixel is decoded.</summary>
    TooManyPixels,

    /// <summary>More pages than the limit, or a page list that is a loop.</summary>
    TooManyPages,

    /// <summary>The requested page does not exist.</summary>
    PageOutOfRange,

    /// <summary>A PDF that needs a password.</summary>
    Encrypted,

    /// <summary>A system tool that this format needs is not installed.</summary>
    ToolMissing,
}
