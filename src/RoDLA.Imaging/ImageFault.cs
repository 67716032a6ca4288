namespace RoDLA.Imaging;

/// <summary>Why an upload cannot be read; the host maps each to an HTTP status.</summary>
public enum ImageFault
{
    /// <summary>Zero bytes.</summary>
    Empty,

    /// <summary>Not a format that is read here, judged by content.</summary>
    UnknownFormat,

    /// <summary>A known container whose content cannot be decoded: truncated or corrupt.</summary>
    Undecodable,

    /// <summary>Decoding it took longer than it may; it may take less when the machine has less to do.</summary>
    TooSlow,

    /// <summary>Width, height or pixel count over the limit; told by the header, before a pixel is decoded.</summary>
    TooManyPixels,

    /// <summary>More pages than the limit, or a page list without end.</summary>
    TooManyPages,

    /// <summary>The page asked for does not exist.</summary>
    PageOutOfRange,

    /// <summary>A PDF that asks for a password.</summary>
    Encrypted,

    /// <summary>A system tool that this format needs is not installed.</summary>
    ToolMissing,
}
