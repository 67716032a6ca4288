using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Exports;
using RoDLA.Api.Forms;
using RoDLA.Api.Limits;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>The detection of page layouts.</summary>
internal static class DetectEndpoints
{
    /// <summary>Answers and problems of an endpoint that takes a page and detects its layout.</summary>
    public static OperationDescription Description { get; } = new()
    {
        Answers = [typeof(PageReport), typeof(DocumentReport)],
        Files = ["image/jpeg", "image/png", .. ExportResult.ContentTypes],
        Problems = [.. ProblemKind.OfPages, ProblemKind.RulesUnavailable, ProblemKind.Unavailable, ProblemKind.DiskFull],
    };

    /// <summary>Adds what the endpoint uses.</summary>
    public static IServiceCollection AddDetect(this IServiceCollection services) => services
        .AddSingleton<ExportForm>()
        .AddSingleton<DetectForm>();

    /// <summary>Maps <c>POST /api/detect</c>.</summary>
    public static IEndpointRouteBuilder MapDetect(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/detect", DetectAsync)
            .WithName("detect").WithTags("Detection")
            .WithForm(app.ServiceProvider.GetRequiredService<DetectForm>().Fields)
            .WithMetadata(RequestFamily.Detect)
            .WithMetadata(Description);
        return app;
    }

    /// <summary>Detects the layout of a page</summary>
    /// <remarks>
    /// Answers detections, metrics, charts and an interpretation for one page; with `page=all` for every page of a PDF or TIFF, under
    /// `pages`; with `return_image=true` the page with the detections drawn on it instead; with `format`, in the form or in
    /// the query, a file for other programs.
    /// </remarks>
    public static Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult, ExportResult>> DetectAsync(
        HttpContext context, UploadReader uploads, PageDetection detection, DetectForm form, CancellationToken cancellationToken) =>
        AnswerAsync(context, uploads, detection, fields => form.Read(fields, perturbation: null), cancellationToken);

    /// <summary>Answers a form that asks for a detection, with perturbations before it or without.</summary>
    /// <param name="context">The request.</param>
    /// <param name="uploads">Reads the form.</param>
    /// <param name="detection">Answers it.</param>
    /// <param name="read">Reads the fields.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult, ExportResult>> AnswerAsync(
        HttpContext context,
        UploadReader uploads,
        PageDetection detection,
        Func<FormFields, DetectRequest> read,
        CancellationToken cancellationToken)
    {
        // Before the upload: a client should not send 50 MB to get a 503.
        detection.ThrowIfNotReady();
        FormFields fields = await uploads.ReadAsync(context, cancellationToken);
        ExportForm.KeepQuery(fields, context.Request.Query);
        DetectRequest form = read(fields);
        fields.ThrowIfAny();

        OpenDocument document = await detection.OpenAsync(fields.File!.ToSource(), form.Pages, cancellationToken);
        PageRequest request = new(fields.File.FileName, form.Pages.Number ?? 1, form.Detection, form.Visualize)
        {
            Charts = form.Charts,
            LinksCharts = form.ChartDelivery == ChartDelivery.Links,
            Perturbation = form.Perturbation,
            Text = form.Text,
            Notes = fields.UnknownFieldNotes(),
        };
        if (form.ReturnImage)
        {
            AnnotatedPage page = await detection.AnnotateAsync(document, request, form.SaveJson, cancellationToken);
            return new PictureResult(page.Picture, AcceptedPicture.ForAnnotated(context.Request.Headers.Accept))
            {
                SavedPath = page.Report?.SavedPath,
            };
        }

        OpenDocument? clean = form.Perturbation is null ? document : null;
        if (form.Pages.IsAll)
        {
            IAsyncEnumerable<object> pages = await detection.AnalyzeAllAsync(document, request, form.SaveJson, cancellationToken);
            DocumentReport answer = new(true, request.FileName, document.Info.PageCount, pages);
            return form.Export is { } format
                ? new ExportResult(format, AnswerPages.Of(answer, Now(context), detection.ClassesOf, clean))
                : TypedResults.Ok(answer);
        }

        PageReport report = await detection.AnalyzeAsync(document, request, form.SaveJson, cancellationToken);
        return form.Export is { } export
            ? new ExportResult(export, AnswerPages.Of(report, detection.ClassesOf, clean)) { SavedPath = report.SavedPath }
            : TypedResults.Ok(report);
    }

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
