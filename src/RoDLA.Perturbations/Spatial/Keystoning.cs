using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// A change of perspective: four corners, each moved inwards by normally distributed jitter, are stretched to a rectangle; the whole page
/// is then resized to its old size, on black.
/// </summary>
internal sealed class Keystoning() : PixelPerturbation("keystoning")
{
    private const double LeastSpread = 0.01;
    private const double SpreadPerStrength = 0.02;
    private const float LeastSide = 2;
    private const int MostGrowth = 16;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        RandomCursor random = context.Stream(Descriptor.Name, 0).Cursor();
        double spread = LeastSpread + (random.NextDouble() * ((SpreadPerStrength * context.Strength) - LeastSpread));
        Span<Vector2> jitter = stackalloc Vector2[4];
        foreach (ref Vector2 corner in jitter)
        {
            double x = Math.Abs(random.NextNormal() * spread) % 1;
            corner = new Vector2((float)x, (float)(Math.Abs(random.NextNormal() * spread) % 1));
        }

        return Distort(source, jitter, context.IsReference ? null : source.Size, bands);
    }

    /// <param name="source">The page.</param>
    /// <param name="jitter">How far the upper left, upper right, lower right and lower left corner move inwards, in page sides.</param>
    /// <param name="clip">What boxes are clipped to.</param>
    /// <param name="bands">Spreads the rows over threads.</param>
    public static PerturbationResult Distort(
        PageImage source, ReadOnlySpan<Vector2> jitter, PageSize? clip, RowBands bands)
    {
        (Homography map, PageSize wide) = Fit(source.Size, jitter);
        PageImage target = PageImage.Rent(source.Width, source.Height);
        bool area = source.Width > wide.Width || source.Height > wide.Height;
        BilinearWarp.RunResized(source, target, new PerspectiveCoordinates(map.Inverse()), (wide, area), bands);
        Homography whole = map.Then(Homography.Scale((double)source.Width / wide.Width, (double)source.Height / wide.Height));
        return new PerturbationResult(target, new HomographyTransform(whole, source.Size, clip));
    }

    /// <summary>The map of the whole page to whole-numbered corners from (0, 0) on, and the size that holds them.</summary>
    internal static (Homography Map, PageSize Size) Fit(PageSize page, ReadOnlySpan<Vector2> jitter)
    {
        var extent = new Vector2(page.Width, page.Height);
        ReadOnlySpan<Vector2> pulled =
        [
            jitter[0] * extent,
            new Vector2(1 - jitter[1].X, jitter[1].Y) * extent,
            (Vector2.One - jitter[2]) * extent,
            new Vector2(jitter[3].X, 1 - jitter[3].Y) * extent,
        ];
        Span<Vector2> corners = stackalloc Vector2[4];
        Order(pulled, corners);
        PushApart(corners);
        float width = (int)MathF.Max(Vector2.Distance(corners[0], corners[1]), Vector2.Distance(corners[2], corners[3]));
        float height = (int)MathF.Max(Vector2.Distance(corners[1], corners[2]), Vector2.Distance(corners[0], corners[3]));
        ReadOnlySpan<Vector2> rectangle = [Vector2.Zero, new(width, 0), new(width, height), new(0, height)];
        Homography stretch = Between(corners, rectangle);

        ReadOnlySpan<Vector2> whole = [Vector2.Zero, new(extent.X, 0), extent, new(0, extent.Y)];
        Span<Vector2> moved = stackalloc Vector2[4];
        (Vector2 low, Vector2 high) = (new(float.MaxValue), Vector2.Zero);
        for (int i = 0; i < 4; i++)
        {
            moved[i] = stretch.Map(whole[i]);
            low = Vector2.Min(low, moved[i]);
        }

        foreach (ref Vector2 corner in moved)
        {
            corner = new Vector2(MathF.Round(corner.X - low.X), MathF.Round(corner.Y - low.Y));
            high = Vector2.Max(high, corner);
        }

        double growth = (double)high.X * high.Y / page.Pixels;
        return growth <= MostGrowth
            ? (Between(whole, moved), new PageSize(Math.Max(1, (int)high.X), Math.Max(1, (int)high.Y)))
            : throw new PerturbationException("The corners lie so that the page would be stretched beyond measure; use another seed.");
    }

    private static Homography Between(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to) => Homography.Between(from, to)
        ?? throw new PerturbationException("The points do not determine a map: three of them lie on one line.");

    /// <summary>Upper left: least x + y; lower right: greatest; upper right: least y − x; lower left: greatest.</summary>
    private static void Order(ReadOnlySpan<Vector2> points, Span<Vector2> corners)
    {
        corners.Fill(points[0]);
        foreach (Vector2 point in points)
        {
            corners[0] = point.X + point.Y < corners[0].X + corners[0].Y ? point : corners[0];
            corners[1] = point.Y - point.X < corners[1].Y - corners[1].X ? point : corners[1];
            corners[2] = point.X + point.Y > corners[2].X + corners[2].Y ? point : corners[2];
            corners[3] = point.Y - point.X > corners[3].Y - corners[3].X ? point : corners[3];
        }
    }

    /// <summary>Extends sides under two pixels to two pixels.</summary>
    private static void PushApart(Span<Vector2> corners)
    {
        float across = MathF.Min(Vector2.Distance(corners[0], corners[1]), Vector2.Distance(corners[2], corners[3]));
        float down = MathF.Min(Vector2.Distance(corners[1], corners[2]), Vector2.Distance(corners[0], corners[3]));
        var push = new Vector2(MathF.Max(0, LeastSide - across) / 2, MathF.Max(0, LeastSide - down) / 2);
        corners[0] -= push;
        corners[1] += new Vector2(push.X, -push.Y);
        corners[2] += push;
        corners[3] += new Vector2(-push.X, push.Y);
    }
}
