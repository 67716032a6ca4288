using RoDLA.Imaging.Writing;

namespace RoDLA.Api.Perturbing;

/// <summary>The answer of <c>/api/generate-perturbations</c>.</summary>
/// <param name="Success">Always true; single perturbations may have failed.</param>
/// <param name="Perturbations">
/// Type → <c>degree_1</c> to <c>degree_3</c> → the page as PNG in base64, null for one that failed; <c>original.original</c> is the
/// clean page.
/// </param>
/// <param name="Seed">Key of the random numbers: sent again, it gives the same bytes.</param>
/// <param name="Notes">What to know of the request, such as a field that is not known; empty when nothing.</param>
public sealed record GalleryReport(
    bool Success, IReadOnlyDictionary<string, OrderedDictionary<string, byte[]?>> Perturbations, long Seed, IReadOnlyList<string> Notes)
{
    /// <summary>The answer for <paramref name="pictures"/>, which it disposes.</summary>
    public static async Task<GalleryReport> CreateAsync(IAsyncEnumerable<GalleryPicture> pictures, long seed, IReadOnlyList<string> notes)
    {
        OrderedDictionary<string, OrderedDictionary<string, byte[]?>> types = [];
        await foreach (GalleryPicture picture in pictures)
        {
            using (picture)
            {
                types.TryAdd(picture.Type, []);
                types[picture.Type][picture.Name] = picture.Image is { } image
                    ? await WorkThreads.Shared.RunAsync(() => ImageWriter.ToPng(image), CancellationToken.None)
                    : null;
            }
        }

        return new GalleryReport(true, types, seed, notes);
    }
}
