using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;

namespace RoDLA.Api.Detection;

/// <summary>The detection of page layouts.</summary>
internal static class DetectEndpoints
{
    /// <summary>Answers and problems of an endpoint that takes a page and detects its layout.</summary>
    public static OperationDescription Description { get; } = new()
    {
        Answers = [typeof(PageReport), typeof(DocumentReport)],
        Files = ["image/jpeg", "image/png"],
        Problems = [.. ProblemKind.OfPages, ProblemKind.Unavailable],
    };

    /// <summary>Adds what the endpoint uses.</summary>
    public static IServiceCollection AddDetect(this IServiceCollection services) =>
        services.AddSingleton<DetectHandler>().AddSingleton<DetectForm>();

    /// <summary>Maps <c>POST /api/detect</c>.</summary>
    public static IEndpointRouteBuilder MapDetect(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/detect", DetectAsync)
            .WithName("detect").WithTags("Detection")
            .WithForm(app.ServiceProvider.GetRequiredService<DetectForm>().Fields)
            .WithMetadata(Description with { Example = "detect-example.json" });
        return app;
    }

    /// <summary>Detects the layout of a page</summary>
    /// <remarks>
    /// Answers detections, metrics, charts and an interpretation for one page; with `page=all` for every page of a PDF or TIFF, under
    /// `pages`; with `return_image=true` the page with the detections drawn on it instead.
    /// </remarks>
    public static Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult>> DetectAsync(
        HttpContext context, DetectHandler handler, DetectForm form, CancellationToken cancellationToken) =>
        handler.HandleAsync(context, fields => form.Read(fields, perturbation: null), cancellationToken);
}
