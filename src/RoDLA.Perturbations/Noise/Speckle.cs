using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Noise;

/// <summary>White and black blotches, d' of each for every 10,000 pixels; black wins where both fall.</summary>
internal sealed class Speckle() : PixelPerturbation("speckle")
{
    private const double DensityPerStrength = 1e-4;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        int seeds = (int)(DensityPerStrength * context.Strength * source.Size.Pixels);
        seeds = context.IsReference ? seeds : Math.Max(1, seeds);
        using var white = new PooledBuffer<byte>(source.Size.Pixels);
        using var black = new PooledBuffer<byte>(source.Size.Pixels);
        var blobs = new BlobField(source.Size, bands);
        blobs.Draw(seeds, context.Stream(Descriptor.Name, 0), context.Stream(Descriptor.Name, 1), white);
        blobs.Draw(seeds, context.Stream(Descriptor.Name, 2), context.Stream(Descriptor.Name, 3), black);
        return new PerturbationResult(Stain(source, white, black, bands));
    }

    private static PageImage Stain(
        PageImage source, PooledBuffer<byte> white, PooledBuffer<byte> black, RowBands bands)
    {
        PageImage target = PageImage.Rent(source.Width, source.Height);
        bands.For(source.Height, (first, last) =>
        {
            for (int y = first; y < last; y++)
            {
                Span<byte> row = target.Row(y);
                source.Row(y).CopyTo(row);
                long start = (long)y * source.Width;
                Paint(row, white.Slice(start, source.Width), byte.MaxValue);
                Paint(row, black.Slice(start, source.Width), 0);
            }
        });
        return target;
    }

    private static void Paint(Span<byte> row, ReadOnlySpan<byte> blobs, byte level)
    {
        for (int x = 0, next; (next = blobs[x..].IndexOf((byte)1)) >= 0;)
        {
            x += next;
            row.Slice(x * PageImage.Channels, PageImage.Channels).Fill(level);
            if (++x == blobs.Length)
            {
                return;
            }
        }
    }
}
