using System.Runtime.InteropServices;
using RoDLA.Imaging;
using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// A smooth random field: uniform noise in ±1 for each pixel, blurred by a Gaussian that is cut off at about 1.3 σ, times α. The cut-off
/// leaves a fine roughness that belongs to the look, so the blur is computed pixel by pixel, not on a coarser grid.
/// </summary>
internal static class ElasticField
{
    private const double NoiseUnit = 1.0 / 32768;

    // Between the two directions the field is kept in 16 bits, seven deviations of it.
    private const double Deviations = 7;

    /// <summary>Width of the blur's kernel, odd.</summary>
    public static int KernelSize(double sigma)
    {
        double width = sigma < 3 ? 3.3 * sigma : sigma < 5 ? 2.9 * sigma : 2.6 * sigma;
        return (int)Math.Max(width, 5) | 1;
    }

    public static DisplacementField Create(
        PageSize size,
        double sigma,
        double alpha,
        RandomStream noiseX,
        RandomStream noiseY,
        int maxThreads,
        CancellationToken cancellationToken)
    {
        int radius = KernelSize(sigma) / 2;
        var kernel = new CosineKernel(radius, sigma);
        using var filter = new SlidingGaussian(kernel);
        double gain = 1 / (Deviations * Math.Sqrt(kernel.Power / 3));
        (int wide, int tall) = (size.Width + (2 * radius), size.Height + (2 * radius));
        var field = new DisplacementField(size);
        using var half = new PooledBuffer<short>((long)wide * size.Height);
        Fill(noiseX, field.X);
        Fill(noiseY, field.Y);
        return field;

        void Fill(RandomStream stream, PooledBuffer<short> target)
        {
            new RowBands(maxThreads, cancellationToken).For(wide, RandomStream.GroupValues, (first, last) =>
            {
                using var noise = new PooledBuffer<short>((long)tall * RandomStream.GroupValues);
                for (int y = 0; y < tall; y++)
                {
                    Span<short> part = noise.Slice((long)y * RandomStream.GroupValues, RandomStream.GroupValues);
                    stream.FillGroup(y, wide, first / RandomStream.GroupValues, MemoryMarshal.Cast<short, ushort>(part));
                }

                Span<short> columns = half.Slice((long)first * size.Height, (last - first) * size.Height);
                filter.FilterTransposed(noise.Span, tall, RandomStream.GroupValues, gain, columns, last - first);
            });
            double scale = alpha * NoiseUnit * DisplacementField.Unit / gain;
            filter.FilterTransposed(half.Memory, wide, size.Height, scale, target.Memory, maxThreads, cancellationToken);
        }
    }
}
