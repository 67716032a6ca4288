using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;
using RoDLA.Imaging.Painting;

namespace RoDLA.Api.PageImages;

/// <summary>Pages as pictures, as they are looked at.</summary>
internal static class PageImageEndpoints
{
    /// <summary>Header with the number of pages of the document.</summary>
    public const string PageCountHeader = "X-Page-Count";

    /// <summary>Maps <c>POST /api/page-image</c>.</summary>
    public static IEndpointRouteBuilder MapPageImages(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/page-image", RenderAsync)
            .WithName("renderPage").WithTags("Pages")
            .WithForm(PageImageForm.Fields)
            .WithMetadata(new OperationDescription { Files = ["image/jpeg", "image/png"], Problems = [.. ProblemKind.OfPages] });
        return app;
    }

    /// <summary>Answers a page as a picture</summary>
    /// <remarks>
    /// The page that a detection looks at, upright by its EXIF orientation and in sRGB: JPEG, or PNG when the Accept header asks for it.
    /// Boxes of a detection lie on it, scaled by `max_side`. The header `X-Page-Count` tells how many pages the document has.
    /// </remarks>
    public static async Task<PictureResult> RenderAsync(
        HttpContext context, UploadReader uploads, IPageReader reader, CancellationToken cancellationToken)
    {
        FormFields fields = await uploads.ReadAsync(context, cancellationToken);
        (PageSelection selection, int? maxSide) = PageImageForm.Read(fields);
        fields.ThrowIfAny();

        int number = selection.Number!.Value;
        OpenDocument document = await reader.OpenAsync(fields.File!.ToSource().AtDpi(selection.Dpi), cancellationToken);
        document.ThrowIfMissing(number);
        PageImage page = await document.ReadPageAsync(number, default, cancellationToken);
        if (maxSide is { } side)
        {
            page = await WorkThreads.Shared.RunAsync(() => PageResizer.Shrink(page, side), CancellationToken.None);
        }

        context.Response.Headers[PageCountHeader] = document.Info.PageCount.ToString(CultureInfo.InvariantCulture);
        return new PictureResult(new PagePicture(page, Perturbation: null), AcceptedPicture.ForAnnotated(context.Request.Headers.Accept));
    }
}
