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
        var filter = new SlidingGaussian(new CosineKernel(radius, sigma));
        (int wide, int tall) = (size.Width + (2 * radius), size.Height + (2 * radius));
        var field = new DisplacementField(size);
        using var noise = new PooledBuffer<short>((long)wide * tall);
        using var half = new PooledBuffer<float>((long)wide * size.Height);
        foreach ((RandomStream stream, PooledBuffer<float> target) in new[] { (noiseX, field.X), (noiseY, field.Y) })
        {
            new RowBands(maxThreads, cancellationToken).For(tall, (first, last) =>
            {
                for (int y = first; y < last; y++)
                {
                    stream.FillRow(y, MemoryMarshal.Cast<short, ushort>(noise.Slice((long)y * wide, wide)));
                }
            });
            filter.FilterTransposed(noise.Array, tall, wide, alpha * NoiseUnit, half.Array, maxThreads, cancellationToken);
            filter.FilterTransposed(half.Array, wide, size.Height, 1, target.Array, maxThreads, cancellationToken);
        }

        return field;
    }
}
