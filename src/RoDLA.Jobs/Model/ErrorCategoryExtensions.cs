namespace RoDLA.Jobs.Model;

/// <summary>What follows from why an image failed.</summary>
public static class ErrorCategoryExtensions
{
    /// <summary>Whether the fault may pass, so that another attempt makes sense.</summary>
    public static bool MayPass(this ErrorCategory category) => category is
        ErrorCategory.DownloadFailed or ErrorCategory.TimedOut or ErrorCategory.ModelUnavailable or ErrorCategory.OutOfMemory
        or ErrorCategory.DiskFull or ErrorCategory.Internal;
}
