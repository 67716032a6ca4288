using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Exports;
using RoDLA.Api.Forms;
using RoDLA.Api.Limits;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>The perturbation of pages, by itself and before a detection.</summary>
internal static class PerturbationEndpoints
{
    /// <summary>Adds what the endpoints use.</summary>
    public static IServiceCollection AddPerturb(this IServiceCollection services) => services
        .AddSingleton<PerturbationReader>()
        .AddSingleton<PerturbationFields>()
        .AddSingleton<PerturbForm>()
        .AddSingleton<PerturbationGallery>()
        .AddSingleton<PerturbedDetectForm>();

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapPerturbations(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/api").WithTags("Perturbations");
        group.MapGet("/perturbations/info", GetInfo).WithName("getPerturbationsInfo");
        group.MapPost("/perturb", PerturbAsync)
            .WithName("perturb")
            .WithMetadata(RequestFamily.Perturb)
            .WithForm(app.ServiceProvider.GetRequiredService<PerturbForm>().Fields)
            .WithMetadata(new OperationDescription
            {
                Answers = [typeof(PerturbReport)],
                Files = ["image/png", "image/jpeg", "image/webp"],
                Problems = [.. ProblemKind.OfPages, ProblemKind.PerturberBusy, ProblemKind.DiskFull],
            });
        group.MapPost("/detect-with-perturbation", DetectAsync)
            .WithName("detectWithPerturbation")
            .WithMetadata(RequestFamily.Detect)
            .WithForm(app.ServiceProvider.GetRequiredService<PerturbedDetectForm>().Fields)
            .WithMetadata(DetectEndpoints.Description with
            {
                Problems = [.. DetectEndpoints.Description.Problems, ProblemKind.PerturberBusy],
            });
        group.MapPost("/generate-perturbations", GenerateAsync)
            .WithName("generatePerturbations")
            .WithMetadata(RequestFamily.Perturb)
            .WithForm(GalleryForm.Fields)
            .WithMetadata(new OperationDescription
            {
                Answers = [typeof(GalleryReport)],
                Files = ["image/jpeg", "image/png"],
                Problems = [.. ProblemKind.OfPages, ProblemKind.PerturberBusy],
            });
        return app;
    }

    /// <summary>Tells which perturbations there are</summary>
    /// <remarks>The twelve types in their five categories, what each degree of each does, and the two modes.</remarks>
    public static Ok<PerturbationsInformation> GetInfo(IOptions<PerturbationOptions> options) =>
        TypedResults.Ok(PerturbationsInformation.Create(options.Value.MaxPerRequest));

    /// <summary>Perturbs a page</summary>
    /// <remarks>
    /// Applies a chain of perturbations, one after the other; one that fails is told and passed over. Answers what was done, and with
    /// `return_base64=true` the picture in it; with `return_image=true`, or an Accept header that prefers a picture, the picture alone,
    /// whose seed is in the header `X-Perturbation-Seed`. The same seed gives the same bytes.
    /// </remarks>
    public static async Task<Results<Ok<PerturbReport>, PictureResult>> PerturbAsync(
        HttpContext context,
        UploadReader uploads,
        PerturbForm form,
        IPageReader reader,
        PagePerturber perturber,
        CancellationToken cancellationToken)
    {
        FormFields fields = await uploads.ReadAsync(context, cancellationToken);
        PerturbRequest? request = form.Read(fields, context.Request.Headers.Accept);
        fields.ThrowIfAny();

        OpenDocument document = await reader.OpenAsync(fields.File!.ToSource().AtDpi(request!.Page.Dpi), cancellationToken);
        document.ThrowIfMissing(request!.Page.Number!.Value);
        PageName name = new(fields.File.FileName, request.Page.Number!.Value, document.Info.PageCount);
        PerturbedPage page = await perturber.PerturbAsync(document, name, request.Perturbation, cancellationToken);
        if (request.ReturnImage)
        {
            return new PictureResult(page.ToPicture(), request.Perturbation.Format);
        }

        using (page)
        {
            PictureUri? picture = request.ReturnBase64
                ? await WorkThreads.Shared.RunAsync(() => request.Perturbation.Format.Embed(page.Image), cancellationToken)
                : null;
            PerturbReport report = PerturbReport.From(page.Info, picture);
            return TypedResults.Ok(report with { Notes = [.. fields.UnknownFieldNotes(), .. page.Image.Notes] });
        }
    }

    /// <summary>Shows every perturbation of a page</summary>
    /// <remarks>
    /// Perturbs a small copy of the page with each of the twelve types at each of the three degrees: all 36 pictures and the original as
    /// PNG in base64; with `output=sheet` one contact sheet of them, JPEG, or PNG when the Accept header asks for it.
    /// </remarks>
    public static async Task<Results<Ok<GalleryReport>, PictureResult>> GenerateAsync(
        HttpContext context, UploadReader uploads, IPageReader reader, PerturbationGallery gallery, CancellationToken cancellationToken)
    {
        FormFields fields = await uploads.ReadAsync(context, cancellationToken);
        GalleryRequest request = GalleryForm.Read(fields);
        fields.ThrowIfAny();

        OpenDocument document = await reader.OpenAsync(fields.File!.ToSource().AtDpi(request.Page.Dpi), cancellationToken);
        document.ThrowIfMissing(request.Page.Number!.Value);
        PageName name = new(fields.File.FileName, request.Page.Number!.Value, document.Info.PageCount);
        IAsyncEnumerable<GalleryPicture> pictures = gallery.RunAsync(document, name, request.MaxSide, request.Seed, cancellationToken);
        if (request.Output == GalleryOutput.Sheet)
        {
            PagePicture sheet = new(await ContactSheet.PaintAsync(pictures), Perturbation: null);
            return new PictureResult(sheet, AcceptedPicture.ForAnnotated(context.Request.Headers.Accept));
        }

        return TypedResults.Ok(await GalleryReport.CreateAsync(pictures, request.Seed, fields.UnknownFieldNotes()));
    }

    /// <summary>Perturbs a page, then detects its layout</summary>
    /// <remarks>
    /// As `/api/detect`, on the perturbed page; `perturbation_info` tells what was done to it, and with `compare=true` what of the clean
    /// page's detections survived. Without `perturbations` the answer is that of `/api/detect`.
    /// </remarks>
    public static Task<Results<Ok<PageReport>, Ok<DocumentReport>, PictureResult, ExportResult>> DetectAsync(
        HttpContext context,
        UploadReader uploads,
        PageDetection detection,
        PerturbedDetectForm form,
        CancellationToken cancellationToken) =>
        DetectEndpoints.AnswerAsync(context, uploads, detection, form.Read, cancellationToken);
}
