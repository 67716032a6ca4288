using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// A patch of glare or shadow with a soft edge: a polygon through five random points, blurred by σ = 50. In the reference glare multiplies
/// by 51 and more, which leaves only white; the standard mode adds 51, 102 or 153 levels, and draws again while the patch covers under a
/// twentieth of the page.
/// </summary>
internal sealed class Illumination() : PixelPerturbation("illumination")
{
    private const int Corners = 5;
    private const double EdgeSigma = 50;
    private const int LevelsPerDegree = 51;
    private const int SmallestShare = 20;
    private const int MostDraws = 32;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        RandomCursor random = context.Stream(Descriptor.Name, 0).Cursor();
        using var mask = new PooledBuffer<byte>(source.Size.Pixels);
        Span<(int X, int Y)> polygon = stackalloc (int, int)[Corners];
        long inside = 0;
        for (int draw = 0; draw < (context.IsReference ? 1 : MostDraws) && inside * SmallestShare < source.Size.Pixels; draw++)
        {
            foreach (ref (int X, int Y) corner in polygon)
            {
                corner = (random.NextInt(source.Width), random.NextInt(source.Height));
            }

            inside = PolygonMask.Draw(polygon, source.Size, mask.Span);
        }

        bool darkens = context.Stream(Descriptor.Name, 1).Cursor().NextInt(2) == 1;
        byte[] altered = Levels(darkens, context.Degree, context.IsReference);
        return new PerturbationResult(Light(source, mask, altered, bands));
    }

    /// <summary>What each grey level becomes in the patch.</summary>
    internal static byte[] Levels(bool darkens, int degree, bool reference)
    {
        var levels = new byte[byte.MaxValue + 1];
        for (int level = 0; level < levels.Length; level++)
        {
            float glare = reference ? level * (float)(LevelsPerDegree * degree) : level + (LevelsPerDegree * degree);
            float value = darkens ? level * (1f / (2 * degree)) : glare;
            levels[level] = (byte)Math.Min(value, byte.MaxValue);
        }

        return levels;
    }

    /// <summary>Blurs the mask (0 in the patch, 255 outside) and mixes the page with its altered copy.</summary>
    internal static PageImage Light(
        PageImage source, PooledBuffer<byte> mask, byte[] altered, RowBands bands)
    {
        BoxBlur.Blur(mask.Array, source.Width, source.Height, EdgeSigma, bands);
        PageImage target = PageImage.Rent(source.Width, source.Height);
        bands.For(source.Height, (first, last) =>
        {
            for (int y = first; y < last; y++)
            {
                Mix(source.Row(y), mask.Slice((long)y * source.Width, source.Width), altered, target.Row(y));
            }
        });
        return target;
    }

    private static void Mix(ReadOnlySpan<byte> from, ReadOnlySpan<byte> mask, ReadOnlySpan<byte> altered, Span<byte> to)
    {
        from.CopyTo(to);
        for (int x = mask.IndexOfAnyExcept(byte.MaxValue); x >= 0 && x < mask.Length; x++)
        {
            int keep = mask[x];
            for (int i = x * PageImage.Channels; i < (x + 1) * PageImage.Channels; i++)
            {
                int mixed = (from[i] * keep) + (altered[from[i]] * (byte.MaxValue - keep)) + 128;
                to[i] = (byte)(((mixed >> 8) + mixed) >> 8);
            }
        }
    }
}
