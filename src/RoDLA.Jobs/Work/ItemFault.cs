using RoDLA.Detection.Models;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>The error of an attempt at an image, with a message for users that has no internal details.</summary>
internal sealed record ItemFault(ErrorCategory Category, string Message)
{
    /// <summary>Classifies an exception.</summary>
    public static ItemFault Of(Exception exception) => exception switch
    {
        ImageException { Fault: ImageFault.TooManyPixels or ImageFault.TooManyPages } e => new(ErrorCategory.OverLimit, e.Message),
        ImageException { Fault: ImageFault.TooSlow } e => new(ErrorCategory.TimedOut, e.Message),
        ImageException { Fault: ImageFault.ToolMissing } e => new(ErrorCategory.Internal, e.Message),
        ImageException e => new(ErrorCategory.BadImage, e.Message),
        FetchException e => new(e.Category, e.Message),
        DetectorUnavailableException e => new(ErrorCategory.ModelUnavailable, e.Message),
        ModelException e => new(ErrorCategory.Internal, e.Message),
        LayoutRulesException e => new(ErrorCategory.Internal, e.Message),
        BusyException e => new(ErrorCategory.ModelUnavailable, e.Message),
        OutOfMemoryException => new(ErrorCategory.OutOfMemory, "There was not enough memory for this image."),
        _ when DiskFaults.IsFull(exception) => new(ErrorCategory.DiskFull, "The disk is full; the result could not be stored."),
        _ => new(ErrorCategory.Internal, "An internal error occurred; the log has the details."),
    };
}
