using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Configuration;
using RoDLA.Api.Uploads;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Api.Detection;

/// <summary>The detection of page layouts.</summary>
internal static class DetectEndpoints
{
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
    public static async Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult>> DetectAsync(
        HttpContext context,
        UploadReader uploads,
        PageDetection detection,
        ILayoutDetector detector,
        IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        ThrowIfNotReady(detector);
        UploadForm upload = await uploads.ReadAsync(context.Request, DetectForm.FileField, cancellationToken);
        context.Response.RegisterForDisposeAsync(upload);
        DetectForm form = DetectForm.Read(upload, options.Value.DefaultThreshold);

        DocumentSource source = upload.File!.ToSource();
        DocumentInfo info = await detection.InspectAsync(source, form.Pages, cancellationToken);
        PageRequest request = new(upload.File.FileName, form.Pages.Number ?? 1, form.ScoreThreshold, form.Visualize);
        if (form.ReturnImage)
        {
            return new PictureResult(await detection.AnnotateAsync(source, info, request, cancellationToken));
        }

        if (form.Pages.IsAll)
        {
            IAsyncEnumerable<object> pages = await detection.AnalyzeAllAsync(source, info, request, form.SaveJson, cancellationToken);
            return TypedResults.Ok(new DocumentReport(true, request.FileName, info.PageCount, pages));
        }

        return TypedResults.Ok(await detection.AnalyzeAsync(source, info, request, form.SaveJson, cancellationToken));
    }

    // Before the upload: nobody sends 50 MB for a 503.
    private static void ThrowIfNotReady(ILayoutDetector detector)
    {
        if (detector.Status.State != DetectorState.Ready)
        {
            throw new DetectorUnavailableException("The model is being loaded. Try again in a moment.", TimeSpan.FromSeconds(2));
        }
    }
}
