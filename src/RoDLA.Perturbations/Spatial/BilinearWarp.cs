using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Warps a page: each new pixel is sampled at a position on the old page.</summary>
internal static unsafe class BilinearWarp
{
    /// <summary>Warps <paramref name="source"/> to <paramref name="target"/>.</summary>
    public static void Run<TCoordinates>(
        PageImage source, PageImage target, TCoordinates coordinates, RowBands bands)
        where TCoordinates : IRowCoordinates
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (PageSize size, int width, int stride) = (source.Size, target.Width, target.Stride);
        bands.For(target.Height, (first, last) =>
        {
            fixed (byte* input = from.Span, output = to.Span)
            {
                var sampler = new BilinearSampler(input, size);
                for (int y = first; y < last; y++)
                {
                    sampler.Row(coordinates, y, width, output + ((nint)y * stride));
                }
            }
        });
    }

    /// <summary>
    /// Warps to a page of the size <c>wide.Size</c> and resizes that to <paramref name="target"/>, row by row: at most two rows of the
    /// intermediate page are in memory. <c>wide.Area</c>: see <see cref="ResizeStep.Line"/>.
    /// </summary>
    public static void RunResized<TCoordinates>(
        PageImage source, PageImage target, TCoordinates coordinates, (PageSize Size, bool Area) wide, RowBands bands)
        where TCoordinates : IRowCoordinates
    {
        using PooledBuffer<ResizeStep> rows = ResizeStep.Line(wide.Size.Height, target.Height, wide.Area);
        using var resizer = new RowResizer(wide.Size.Width, target.Width, wide.Area);
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (PageSize size, int stride) = (source.Size, target.Stride);
        bands.For(target.Height, (first, last) =>
        {
            using var lines = new PooledBuffer<byte>(2L * resizer.LineBytes);
            using var blend = new PooledBuffer<short>(resizer.LineBytes);
            fixed (byte* input = from.Span, output = to.Span, line = lines.Span)
            fixed (short* blended = blend.Span)
            {
                var sampler = new BilinearSampler(input, size);
                int* held = stackalloc int[] { -1, -1 };
                for (int y = first; y < last; y++)
                {
                    ResizeStep step = rows.Array[y];
                    int next = Math.Min(step.Index + 1, wide.Size.Height - 1);
                    for (int row = step.Index; row <= next; row++)
                    {
                        if (held[row & 1] != row)
                        {
                            sampler.Row(coordinates, row, wide.Size.Width, line + ((row & 1) * resizer.LineBytes));
                            held[row & 1] = row;
                        }
                    }

                    byte* upper = line + ((step.Index & 1) * resizer.LineBytes);
                    resizer.Run(upper, line + ((next & 1) * resizer.LineBytes), step.Share, blended, output + ((nint)y * stride));
                }
            }
        });
    }

    /// <summary>Resizes <paramref name="source"/> to the size of <paramref name="target"/>.</summary>
    public static void Resize(PageImage source, PageImage target, bool area, RowBands bands)
    {
        using var same = new AffineCoordinates(Homography.Scale(1, 1), source.Width);
        RunResized(source, target, same, (source.Size, area), bands);
    }
}
