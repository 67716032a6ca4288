using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// The benchmark's measures of image quality. A perturbed page of another size is first resized to the original's, bilinearly.
/// </summary>
public static class ImageQuality
{
    /// <summary>All measures.</summary>
    /// <param name="original">The clean page.</param>
    /// <param name="perturbed">The perturbed page.</param>
    /// <param name="maxThreads">Maximum number of threads.</param>
    /// <param name="cancellationToken">Cancels between two bands of rows.</param>
    public static QualityMeasures Measure(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(perturbed);
        RowBands bands = new(maxThreads, cancellationToken);
        using PageImage? resized = perturbed.Size == original.Size ? null : Resize(perturbed, original.Size, bands);
        PageImage other = resized ?? perturbed;
        return new QualityMeasures(
            Psnr.Of(original, other),
            Psnr.Wrapping(original, other),
            MultiScaleSimilarity.Of(original, other, bands),
            WaveletSimilarity.Of(original, other, bands));
    }

    private static PageImage Resize(PageImage page, PageSize size, RowBands bands)
    {
        PageImage resized = PageImage.Rent(size.Width, size.Height);
        BilinearWarp.Resize(page, resized, area: false, bands);
        return resized;
    }
}
