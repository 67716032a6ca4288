namespace RoDLA.Jobs.Model;

/// <summary>Why an image failed, as a code for programs.</summary>
public enum ErrorCategory
{
    /// <summary>Not a supported image, or one that cannot be decoded. Not retried.</summary>
    BadImage,

    /// <summary>Over a limit of size, pixels or pages. Not retried.</summary>
    OverLimit,

    /// <summary>Its URL must not be fetched. Not retried.</summary>
    AddressRefused,

    /// <summary>The host refused the download (4xx). Not retried.</summary>
    DownloadRefused,

    /// <summary>The connection broke or the host failed (5xx). Transient.</summary>
    DownloadFailed,

    /// <summary>The attempt took too long. Transient.</summary>
    TimedOut,

    /// <summary>The model took no request. Transient.</summary>
    ModelUnavailable,

    /// <summary>There was not enough memory. Transient.</summary>
    OutOfMemory,

    /// <summary>The disk was full. Transient.</summary>
    DiskFull,

    /// <summary>The process crashed several times while it worked on this image alone. Not retried.</summary>
    Poison,

    /// <summary>The service restarted and is configured to fail unfinished jobs.</summary>
    ServerRestarted,

    /// <summary>An internal error of the service. Transient.</summary>
    Internal,
}

/// <summary>Properties of error categories.</summary>
internal static class ErrorCategories
{
    /// <summary>Whether another attempt may succeed.</summary>
    public static bool IsTransient(this ErrorCategory category) => category is
        ErrorCategory.DownloadFailed or ErrorCategory.TimedOut or ErrorCategory.ModelUnavailable or ErrorCategory.OutOfMemory
        or ErrorCategory.DiskFull or ErrorCategory.Internal;
}
