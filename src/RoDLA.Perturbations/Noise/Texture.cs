using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Noise;

/// <summary>
/// The page printed with uneven ink on fibrous paper. In the reference a page that is light on dark becomes its negative; the standard
/// mode keeps it dark.
/// </summary>
internal sealed class Texture() : PixelPerturbation("texture")
{
    private const int FibresPerStrength = 300;
    private const double PaperSigma = 0.5;
    private const float DarkestPaper = 0.25f;
    private const float BrightestInk = 0.5f;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        PageSize size = source.Size;
        using var paper = new PooledBuffer<float>(size.Pixels);
        using var ink = new PooledBuffer<float>(size.Pixels);
        FibrePaths.Paint(context.Stream(Descriptor.Name, 0), FibresPerStrength * context.Strength, ink, size, bands);
        ValueRange paperRange = new PlaneGaussian(PaperSigma).Filter(ink.Array, paper.Array, size.Width, size.Height, bands);
        ValueRange inkRange = InkPlane.Fill(context, Descriptor.Name, ink.Array, size, bands);
        return new PerturbationResult(Print(source, (paper, paperRange), (ink, inkRange), context.IsReference, bands));
    }

    private static PageImage Print(
        PageImage source,
        (PooledBuffer<float> Plane, ValueRange Range) paper,
        (PooledBuffer<float> Plane, ValueRange Range) ink,
        bool isReference,
        RowBands bands)
    {
        InkSelector selector = InkSelector.Of(source);
        int flip = selector.LightOnDark && !isReference ? byte.MaxValue : 0;
        float paperScale = paper.Range.Extent > 0 ? byte.MaxValue * DarkestPaper / paper.Range.Extent : 0;
        float inkScale = ink.Range.Extent > 0 ? byte.MaxValue * BrightestInk / ink.Range.Extent : 0;
        PageImage target = PageImage.Rent(source.Width, source.Height);
        bands.For(source.Height, (first, last) =>
        {
            ReadOnlySpan<float> share = selector.Ink;
            for (int y = first; y < last; y++)
            {
                ReadOnlySpan<byte> from = source.Row(y);
                Span<byte> to = target.Row(y);
                ReadOnlySpan<float> paperRow = paper.Plane.Slice((long)y * source.Width, source.Width);
                ReadOnlySpan<float> inkRow = ink.Plane.Slice((long)y * source.Width, source.Width);
                for (int x = 0, i = 0; x < paperRow.Length; x++, i += PageImage.Channels)
                {
                    float blank = byte.MaxValue - ((paperRow[x] - paper.Range.Least) * paperScale);
                    float printed = ((inkRow[x] - ink.Range.Least) * inkScale) - blank;
                    to[i] = (byte)((int)(blank + (share[from[i]] * printed)) ^ flip);
                    to[i + 1] = (byte)((int)(blank + (share[from[i + 1]] * printed)) ^ flip);
                    to[i + 2] = (byte)((int)(blank + (share[from[i + 2]] * printed)) ^ flip);
                }
            }
        });
        return target;
    }
}
