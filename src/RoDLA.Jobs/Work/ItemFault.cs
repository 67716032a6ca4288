using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>What went wrong with an image, for programs and for people.</summary>
/// <param name="Category">For programs.</param>
/// <param name="Message">For people; says nothing of the service's inside.</param>
internal sealed record ItemFault(ErrorCategory Category, string Message)
{
    /// <summary>The fault behind an exception.</summary>
    public static ItemFault Of(Exception exception) => exception switch
    {
        ImageException { Fault: ImageFault.TooManyPixels or ImageFault.TooManyPages } e => new(ErrorCategory.OverLimit, e.Message),
        ImageException { Fault: ImageFault.TooSlow } e => new(ErrorCategory.TimedOut, e.Message),
        ImageException { Fault: ImageFault.ToolMissing } e => new(ErrorCategory.Internal, e.Message),
        ImageException e => new(ErrorCategory.BadImage, e.Message),
        FetchException e => new(e.Category, e.Message),
        DetectorUnavailableException e => new(ErrorCategory.ModelUnavailable, e.Message),
        OutOfMemoryException => new(ErrorCategory.OutOfMemory, "There was not enough memory for this image."),
        _ when DiskFaults.IsFull(exception) => new(ErrorCategory.DiskFull, "The disk is full; the result could not be kept."),
        _ => new(ErrorCategory.Internal, "The service failed on this image; its log says why."),
    };
}
