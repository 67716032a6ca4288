using RoDLA.Imaging;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// The benchmark's measures of image quality. A perturbed page of another size is first resized to the original's, bilinearly.
/// </summary>
public static class ImageQuality
{
    /// <summary>All of them.</summary>
    /// <param name="original">The clean page.</param>
    /// <param name="perturbed">The other.</param>
    /// <param name="maxThreads">Most threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static QualityMeasures Measure(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(perturbed);
        using PageImage? resized = ToSize(perturbed, original.Size, maxThreads, cancellationToken);
        PageImage other = resized ?? perturbed;
        return new QualityMeasures(
            Quality.Psnr.Of(original, other),
            Quality.Psnr.Wrapping(original, other),
            MultiScaleSimilarity.Of(original, other, maxThreads, cancellationToken),
            WaveletSimilarity.Of(original, other, maxThreads, cancellationToken));
    }

    /// <summary>Peak signal-to-noise ratio in dB, 10 log₁₀ (255² / mean squared error); infinite for identical pages.</summary>
    public static double Psnr(PageImage original, PageImage perturbed) =>
        Compare(original, perturbed, Quality.Psnr.Of);

    /// <summary>The benchmark's own figure, see <see cref="QualityMeasures.PsnrWrapping"/>.</summary>
    public static double PsnrWrapping(PageImage original, PageImage perturbed) =>
        Compare(original, perturbed, Quality.Psnr.Wrapping);

    /// <summary>Multi-scale structural similarity; null for pages too small for it.</summary>
    public static double? MsSsim(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken) =>
        Compare(original, perturbed, (a, b) => MultiScaleSimilarity.Of(a, b, maxThreads, cancellationToken));

    /// <summary>Complex-wavelet structural similarity; null for pages too small for it.</summary>
    public static double? CwSsim(PageImage original, PageImage perturbed, int maxThreads, CancellationToken cancellationToken) =>
        Compare(original, perturbed, (a, b) => WaveletSimilarity.Of(a, b, maxThreads, cancellationToken));

    private static T Compare<T>(PageImage original, PageImage perturbed, Func<PageImage, PageImage, T> measure)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(perturbed);
        using PageImage? resized = ToSize(perturbed, original.Size, Environment.ProcessorCount, CancellationToken.None);
        return measure(original, resized ?? perturbed);
    }

    private static PageImage? ToSize(PageImage page, PageSize size, int maxThreads, CancellationToken cancellationToken)
    {
        if (page.Size == size)
        {
            return null;
        }

        PageImage resized = PageImage.Rent(size.Width, size.Height);
        LinearResize.Run(page, resized, area: false, maxThreads, cancellationToken);
        return resized;
    }
}
