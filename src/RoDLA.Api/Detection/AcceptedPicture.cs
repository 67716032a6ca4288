using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RoDLA.Api.Detection;

/// <summary>What an Accept header says of pictures.</summary>
internal static class AcceptedPicture
{
    private const string Json = "application/json";
    private const string AnyPicture = "image/*";

    /// <summary>Kind of an annotated page: PNG when it is named, and JPEG not named with a higher quality; JPEG otherwise.</summary>
    public static PictureFormat ForAnnotated(StringValues accept) =>
        Choose(accept, [PictureFormat.Png, PictureFormat.Jpeg]) ?? PictureFormat.Jpeg;

    /// <summary>Kind of a perturbed page: the one that is named with the highest quality; PNG otherwise.</summary>
    public static PictureFormat ForPerturbed(StringValues accept) =>
        Choose(accept, [PictureFormat.Png, PictureFormat.Webp, PictureFormat.Jpeg]) ?? PictureFormat.Png;

    /// <summary>Whether a picture is named with a higher quality than JSON.</summary>
    public static bool IsPreferred(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types)
        && Enum.GetValues<PictureFormat>().Select(f => f.MediaType()).Append(AnyPicture).Max(t => Quality(types, t))
            is > 0 and double picture
        && picture > Quality(types, Json);

    private static PictureFormat? Choose(StringValues accept, IReadOnlyList<PictureFormat> formats)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types))
        {
            return null;
        }

        PictureFormat best = formats.MaxBy(f => Quality(types, f.MediaType()));
        return Quality(types, best.MediaType()) > 0 ? best : null;
    }

    private static double Quality(IList<MediaTypeHeaderValue> types, string type) =>
        types.Where(t => t.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(t => t.Quality ?? 1).DefaultIfEmpty().Max();
}
