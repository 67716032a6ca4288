using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>Answers a form that asks for a detection, with perturbations before it or without.</summary>
internal sealed class DetectHandler(UploadReader uploads, PageDetection detection, ILayoutDetector detector)
{
    /// <summary>Reads the form, and answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="read">Reads the fields.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult>> HandleAsync(
        HttpContext context, Func<FormFields, DetectRequest> read, CancellationToken cancellationToken)
    {
        ThrowIfNotReady(detector);
        UploadForm upload = await uploads.ReadAsync(context.Request, DetectForm.File.Name, cancellationToken);
        context.Response.RegisterForDisposeAsync(upload);
        FormFields fields = new(upload);
        DetectRequest form = read(fields);
        fields.ThrowIfAny();

        OpenDocument document = await detection.OpenAsync(upload.File!.ToSource(), form.Pages, cancellationToken);
        PageRequest request = new(upload.File.FileName, form.Pages.Number ?? 1, form.ScoreThreshold, form.Visualize)
        {
            Perturbation = form.Perturbation,
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

        if (form.Pages.IsAll)
        {
            IAsyncEnumerable<object> pages = await detection.AnalyzeAllAsync(document, request, form.SaveJson, cancellationToken);
            return TypedResults.Ok(new DocumentReport(true, request.FileName, document.Info.PageCount, pages));
        }

        return TypedResults.Ok(await detection.AnalyzeAsync(document, request, form.SaveJson, cancellationToken));
    }

    // Before the upload: a client should not send 50 MB to get a 503.
    private static void ThrowIfNotReady(ILayoutDetector detector)
    {
        if (detector.Status.State != DetectorState.Ready)
        {
            throw new DetectorUnavailableException("The model is being loaded. Try again in a moment.", TimeSpan.FromSeconds(2));
        }
    }
}
