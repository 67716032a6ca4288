using RoDLA.Analysis.Perturbing;
using RoDLA.Detection.Models;

namespace RoDLA.Analysis.Pipeline;

/// <summary>A page of a document that could not be read or answered; the other pages are not touched by it.</summary>
/// <param name="Success">Always false.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="ErrorCode">Stable name of the kind of problem, for programs.</param>
public sealed record PageFailure(bool Success, int Page, string Error, string ErrorCode)
{
    /// <summary>The <see cref="ErrorCode"/> of a fault of the service.</summary>
    public const string InternalError = "internal_error";

    /// <summary>The <see cref="ErrorCode"/> of an exception that is no fault of the service; null for others.</summary>
    public static string? CodeOf(Exception exception) => exception switch
    {
        ImageException e => CodeOf(e.Fault),
        DetectorUnavailableException => "model_unavailable",
        ModelException => "model_load_error",
        PerturberBusyException => "perturbations_busy",
        LayoutRulesException { IsNotInstalled: true } => "rules_not_installed",
        LayoutRulesException => "rules_failed",
        BusyException => "server_busy",
        _ => null,
    };

    private static string CodeOf(ImageFault fault) => fault switch
    {
        ImageFault.Empty => "empty_file",
        ImageFault.UnknownFormat => "unsupported_image",
        ImageFault.ToolMissing => "format_not_installed",
        ImageFault.Undecodable or ImageFault.TooSlow => "undecodable_image",
        ImageFault.TooManyPixels => "too_many_pixels",
        ImageFault.TooManyPages => "too_many_pages",
        ImageFault.PageOutOfRange => "page_out_of_range",
        ImageFault.Encrypted => "encrypted_document",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "The fault has no code."),
    };
}
