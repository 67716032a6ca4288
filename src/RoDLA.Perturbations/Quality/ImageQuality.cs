using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// The benchmark's measures of image quality. A perturbed page of another size is first resized to the original's, bilinearly.
/// </summary>
public static class ImageQuality
{
    private static readonly RowBands AllProcessors = new(Environment.ProcessorCount, CancellationToken.None);

    /// <summary>All measures.</summary>
    /// <param name="original">The clean page.</param>
    /// <param name="perturbed">The perturbed page.</param>
    /// <param name="maxThreads">Maximum number of threads.</param>
    /// <param name="cancellationToken">Cancels between two bands of rows.</param>
    public static QualityMeasures Measure(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken) =>
        Compare(original, perturbed, new RowBands(maxThreads, cancellationToken), static (a, b, bands) => new QualityMeasures(
            Quality.Psnr.Of(a, b),
            Quality.Psnr.Wrapping(a, b),
            MultiScaleSimilarity.Of(a, b, bands),
            WaveletSimilarity.Of(a, b, bands)));

    /// <summary>Peak signal-to-noise ratio in dB, 10 log₁₀ (255² / mean squared error); infinite for identical pages.</summary>
    public static double Psnr(PageImage original, PageImage perturbed) =>
        Compare(original, perturbed, AllProcessors, static (a, b, _) => Quality.Psnr.Of(a, b));

    /// <summary>The benchmark's own figure, see <see cref="QualityMeasures.PsnrWrapping"/>.</summary>
    public static double PsnrWrapping(PageImage original, PageImage perturbed) =>
        Compare(original, perturbed, AllProcessors, static (a, b, _) => Quality.Psnr.Wrapping(a, b));

    /// <summary>Multi-scale structural similarity; null for pages too small for it.</summary>
    public static double? MsSsim(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken) =>
        Compare(original, perturbed, new RowBands(maxThreads, cancellationToken), MultiScaleSimilarity.Of);

    /// <summary>Complex-wavelet structural similarity; null for pages too small for it.</summary>
    public static double? CwSsim(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken) =>
        Compare(original, perturbed, new RowBands(maxThreads, cancellationToken), WaveletSimilarity.Of);

    private static T Compare<T>(PageImage original, PageImage perturbed, RowBands bands, Func<PageImage, PageImage, RowBands, T> measure)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(perturbed);
        using PageImage? resized = ToSize(perturbed, original.Size, bands);
        return measure(original, resized ?? perturbed, bands);
    }

    private static PageImage? ToSize(PageImage page, PageSize size, RowBands bands)
    {
        if (page.Size == size)
        {
            return null;
        }

        PageImage resized = PageImage.Rent(size.Width, size.Height);
        LinearResize.Run(page, resized, area: false, bands);
        return resized;
    }
}
