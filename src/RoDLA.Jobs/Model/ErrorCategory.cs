namespace RoDLA.Jobs.Model;

/// <summary>Why an image failed, for programs.</summary>
public enum ErrorCategory
{
    /// <summary>Not an image that is read here, or one that cannot be decoded. Never tried again.</summary>
    BadImage,

    /// <summary>Over a limit of size, pixels or pages. Never tried again.</summary>
    OverLimit,

    /// <summary>Its address is not one that may be fetched from. Never tried again.</summary>
    AddressRefused,

    /// <summary>The download was refused for good (4xx). Never tried again.</summary>
    DownloadRefused,

    /// <summary>The download broke, or the other side failed (5xx); it may pass.</summary>
    DownloadFailed,

    /// <summary>It took too long; it may pass.</summary>
    TimedOut,

    /// <summary>The model took no request; it may pass.</summary>
    ModelUnavailable,

    /// <summary>There was not enough memory; it may pass.</summary>
    OutOfMemory,

    /// <summary>The disk was full; it may pass.</summary>
    DiskFull,

    /// <summary>The process died several times while it had this image. Never tried again.</summary>
    Poison,

    /// <summary>The service was restarted, and is configured to fail what was unfinished.</summary>
    ServerRestarted,

    /// <summary>A fault of the service's own; it may pass.</summary>
    Internal,
}
