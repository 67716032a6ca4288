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
        PageImage decoded = await document.ReadPageAsync(name.Page, default, cancellationToken).ConfigureAwait(false);
        using PageImage page = PageResizer.Shrink(decoded, maxSide);
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
}
