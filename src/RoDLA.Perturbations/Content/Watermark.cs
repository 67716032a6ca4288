using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Content;

/// <summary>
/// Red text over the page, d' + 1 times the font's size and 20, 60 or 100 % opaque, at a random place and angle. In the reference the text
/// is placed anywhere, cut off at the canvas's edge and rotated about the page's centre, which often leaves little of it; the standard
/// mode places its centre in the middle of the page and rotates it about that.
/// </summary>
internal sealed class Watermark() : PixelPerturbation("watermark")
{
    private const int OpacityPerStrength = 51;
    private const int FullTurn = 360;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        int scale = context.Strength + 1;
        if (source.Width < scale || source.Height < scale)
        {
            throw new PerturbationException($"The page is too small: watermark {context.Degree} needs {scale} × {scale} pixels.");
        }

        using PageImage ink = WatermarkText.Draw(context.WatermarkText ?? WatermarkText.Default, scale);
        RandomCursor random = context.Stream(Descriptor.Name, 0).Cursor();
        TurnedStrip strip = context.IsReference ? Anywhere(ink, source.Size, scale, random) : NearMiddle(ink, source.Size, random);
        PageImage target = PageImage.Rent(source.Width, source.Height);
        bands.For(source.Height, (first, last) =>
        {
            for (int y = first; y < last; y++)
            {
                source.Row(y).CopyTo(target.Row(y));
                strip.Blend(target.Row(y), y, OpacityPerStrength * context.Strength);
            }
        });
        return new PerturbationResult(target);
    }

    private static TurnedStrip Anywhere(PageImage ink, PageSize page, int scale, RandomCursor random)
    {
        (int width, int height) = (page.Width / scale, page.Height / scale);
        var corner = new Vector2(
            random.NextInt(width) * (float)page.Width / width, random.NextInt(height) * (float)page.Height / height);
        return new TurnedStrip(ink, corner, new Vector2(page.Width / 2f, page.Height / 2f), random.NextInt(FullTurn), page);
    }

    private static TurnedStrip NearMiddle(PageImage ink, PageSize page, RandomCursor random)
    {
        var middle = new Vector2(
            page.Width * (0.25f + (0.5f * (float)random.NextDouble())), page.Height * (0.25f + (0.5f * (float)random.NextDouble())));
        Vector2 corner = middle - new Vector2(ink.Width / 2f, ink.Height / 2f);
        return new TurnedStrip(ink, corner, middle, random.NextInt(FullTurn), new PageSize(int.MaxValue, int.MaxValue));
    }
}
