using System.Runtime.InteropServices;
using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// A smooth random field: uniform noise in ±1 for each pixel, blurred by a Gaussian that is cut off at about 1.3 σ, times α. The cut-off
/// leaves a fine roughness that is part of the result, so the blur is computed per pixel and not on a coarser grid.
/// </summary>
internal static class ElasticField
{
    private const double NoiseUnit = 1.0 / 32768;

    // Between the two passes the field is stored in 16 bits, which hold seven standard deviations.
    private const double Deviations = 7;

    /// <summary>Width of the blur's kernel, odd.</summary>
    public static int KernelSize(double sigma)
    {
        double width = sigma < 3 ? 3.3 * sigma : sigma < 5 ? 2.9 * sigma : 2.6 * sigma;
        return (int)Math.Max(width, 5) | 1;
    }

    /// <summary>Makes a field.</summary>
    /// <param name="size">Size of the page.</param>
    /// <param name="sigma">σ, in pixels.</param>
    /// <param name="alpha">α, in pixels.</param>
    /// <param name="noise">Random numbers of either direction.</param>
    /// <param name="bands">Spreads the columns over threads.</param>
    public static DisplacementField Create(
        PageSize size, double sigma, double alpha, (RandomStream X, RandomStream Y) noise, RowBands bands)
    {
        int radius = KernelSize(sigma) / 2;
        var kernel = new CosineKernel(radius, sigma);
        using var filter = new SlidingGaussian(kernel);
        double gain = 1 / (Deviations * Math.Sqrt(kernel.Power / 3));
        (int wide, int tall) = (size.Width + (2 * radius), size.Height + (2 * radius));
        var field = new DisplacementField(size);
        using var half = new PooledBuffer<short>((long)wide * size.Height);
        Fill(noise.X, field.X);
        Fill(noise.Y, field.Y);
        return field;

        void Fill(RandomStream stream, PooledBuffer<short> target)
        {
            bands.For(wide, RandomStream.GroupValues, (first, last) =>
            {
                using var samples = new PooledBuffer<short>((long)tall * RandomStream.GroupValues);
                for (int y = 0; y < tall; y++)
                {
                    Span<short> part = samples.Slice((long)y * RandomStream.GroupValues, RandomStream.GroupValues);
                    stream.FillGroup(y, wide, first / RandomStream.GroupValues, MemoryMarshal.Cast<short, ushort>(part));
                }

                Span<short> columns = half.Slice((long)first * size.Height, (last - first) * size.Height);
                filter.FilterTransposed(samples.Span, new PageSize(RandomStream.GroupValues, tall), gain, columns, last - first);
            });
            double scale = alpha * NoiseUnit * DisplacementField.Unit / gain;
            filter.FilterTransposed(half.Memory, new PageSize(size.Height, wide), scale, target.Memory, bands);
        }
    }
}
