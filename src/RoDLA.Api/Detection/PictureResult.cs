using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RoDLA.Imaging;

namespace RoDLA.Api.Detection;

/// <summary>Answers a page as a picture: PNG when the Accept header asks for it, JPEG otherwise. Disposes the page.</summary>
/// <param name="page">The pixels.</param>
internal sealed class PictureResult(PageImage page) : IResult
{
    private const string Png = "image/png";
    private const string Jpeg = "image/jpeg";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using PageImage pixels = page;
        bool png = PrefersPng(httpContext.Request.Headers.Accept);
        await using BufferWriterStream body = new(httpContext.Response.BodyWriter);
        if (png)
        {
            ImageWriter.WritePng(pixels, body);
        }
        else
        {
            ImageWriter.WriteJpeg(pixels, body);
        }

        // Nothing has been sent so far: the headers go with the first flush.
        httpContext.Response.ContentType = png ? Png : Jpeg;
        httpContext.Response.ContentLength = body.Length;
        httpContext.Response.Headers.Vary = HeaderNames.Accept;
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Whether PNG is named, and JPEG not named with a higher quality.</summary>
    internal static bool PrefersPng(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types)
        && Quality(types, Png) is > 0 and double png
        && png >= Quality(types, Jpeg);

    private static double Quality(IList<MediaTypeHeaderValue> types, string type) =>
        types.Where(t => t.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(t => t.Quality ?? 1).DefaultIfEmpty().Max();
}
