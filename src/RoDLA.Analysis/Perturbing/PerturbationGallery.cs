using System.Runtime.CompilerServices;
using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Perturbing;

/// <summary>Every perturbation of a page: the page itself, then each type at each degree.</summary>
public sealed class PerturbationGallery(PagePerturber perturber)
{
    /// <summary>Perturbs a small copy of a page in every way, one after the other.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">The page.</param>
    /// <param name="maxSide">Longer side of the copy in pixels; a smaller page keeps its size.</param>
    /// <param name="seed">Key of the random numbers.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pictures; the caller disposes each.</returns>
    /// <exception cref="ImageException">The page cannot be read.</exception>
    /// <exception cref="PerturberBusyException">Too many pages wait already.</exception>
    public async IAsyncEnumerable<GalleryPicture> RunAsync(
        OpenDocument document, PageName name, int maxSide, long seed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using PageImage page = await ReadAsync(document, name.Page, maxSide, cancellationToken).ConfigureAwait(false);
        yield return new GalleryPicture(GalleryPicture.Original, 0, page.Clone());
        IEnumerable<PerturbationStep> steps = PerturbationCatalog.All.SelectMany(
            type => Enumerable.Range(1, PerturbationCatalog.DegreeLevels.Count).Select(degree => new PerturbationStep(type.Name, degree)));
        foreach (PerturbationStep step in steps)
        {
            PagePerturbation request = new([step]) { Seed = seed };
            using PerturbedPage perturbed = await perturber
                .PerturbAsync(page, name, request, RequestPriority.Interactive, cancellationToken).ConfigureAwait(false);
            yield return new GalleryPicture(step.Type, step.Degree, perturbed.Info.Applied.Count > 0 ? perturbed.Image.Clone() : null);
        }
    }

    private static async Task<PageImage> ReadAsync(OpenDocument document, int page, int maxSide, CancellationToken cancellationToken)
    {
        PageImage decoded = await document.ReadPageAsync(page, default, cancellationToken).ConfigureAwait(false);
        double scale = (double)maxSide / Math.Max(decoded.Width, decoded.Height);
        if (scale >= 1)
        {
            return decoded;
        }

        using (decoded)
        {
            PageSize small = new(Scaled(decoded.Width, scale), Scaled(decoded.Height, scale));
            return PageResizer.Resize(decoded, small);
        }
    }

    private static int Scaled(int pixels, double scale) => Math.Max(1, (int)Math.Round(pixels * scale));
}
