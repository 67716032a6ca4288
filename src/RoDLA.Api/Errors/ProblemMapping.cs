using RoDLA.Analysis.Perturbing;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Api.Errors;

/// <summary>Which problem goes with which exception.</summary>
internal static class ProblemMapping
{
    /// <summary>The exception in the caller's words; null for a fault of ours.</summary>
    public static ApiException? Describe(Exception exception) => exception switch
    {
        ApiException e => e,
        ImageException e => new ApiException(Kind(e.Fault), e.Message, inner: e),
        DetectorUnavailableException e => new ApiException(ProblemKind.Unavailable, e.Message, inner: e) { RetryAfter = e.RetryAfter },
        PerturberBusyException e => new ApiException(ProblemKind.PerturberBusy, e.Message, inner: e) { RetryAfter = e.RetryAfter },
        BadHttpRequestException e => Describe(e),
        _ => null,
    };

    private static ApiException Describe(BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new ApiException(ProblemKind.TooLarge, "The request's body is over the limit.", inner: e),
        StatusCodes.Status408RequestTimeout => new ApiException(ProblemKind.SlowRequest, "The request's body arrived too slowly.", inner: e),
        _ => new ApiException(ProblemKind.Of(e.StatusCode), "The request's body ended early or is malformed.", inner: e),
    };

    private static ProblemKind Kind(ImageFault fault) => fault switch
    {
        ImageFault.Empty => ProblemKind.EmptyFile,
        ImageFault.UnknownFormat => ProblemKind.UnknownFormat,
        ImageFault.ToolMissing => ProblemKind.ToolMissing,
        ImageFault.Undecodable => ProblemKind.Undecodable,
        ImageFault.TooManyPixels => ProblemKind.TooManyPixels,
        ImageFault.TooManyPages => ProblemKind.TooManyPages,
        ImageFault.PageOutOfRange => ProblemKind.PageOutOfRange,
        ImageFault.Encrypted => ProblemKind.Encrypted,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No problem goes with this fault."),
    };
}
