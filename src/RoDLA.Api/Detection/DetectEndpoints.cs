using Microsoft.AspNetCore.Http.HttpResults;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Api.Detection;

/// <summary>The detection of page layouts.</summary>
internal static class DetectEndpoints
{
    /// <summary>Adds what the endpoints use.</summary>
    public static IServiceCollection AddDetect(this IServiceCollection services) => services.AddSingleton<DetectHandler>();

    /// <summary>Maps <c>POST /api/detect</c>.</summary>
    public static IEndpointRouteBuilder MapDetect(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/detect", DetectAsync).WithName("detect").WithTags("Detection").WithMetadata(DetectDescription.Operation);
        return app;
    }

    /// <summary>Detects the layout of a page</summary>
    /// <remarks>
    /// Answers detections, metrics, charts and an interpretation for one page; with `page=all` for every page of a PDF or TIFF, under
    /// `pages`; with `return_image=true` the page with the detections drawn on it instead.
    /// </remarks>
    public static Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult>> DetectAsync(
        HttpContext context, DetectHandler handler, CancellationToken cancellationToken) =>
        handler.HandleAsync(context, readPerturbation: null, cancellationToken);
}
