using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Bilinear resizing of whole pages.</summary>
internal static unsafe class LinearResize
{
    /// <summary>Resizes <paramref name="source"/> to the size of <paramref name="target"/>.</summary>
    public static void Run(PageImage source, PageImage target, bool area, RowBands bands)
    {
        using PooledBuffer<ResizeStep> rows = ResizeStep.Line(source.Height, target.Height, area);
        using var resizer = new RowResizer(source.Width, target.Width, area);
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int height, int stride) = (source.Height, source.Stride);
        bands.For(target.Height, (first, last) =>
        {
            using var lines = new PooledBuffer<byte>(2L * resizer.LineBytes);
            using var blend = new PooledBuffer<short>(resizer.LineBytes);
            fixed (byte* input = from.Span, output = to.Span, line = lines.Span)
            fixed (short* blended = blend.Span)
            {
                for (int y = first; y < last; y++)
                {
                    // Copies, since rows are read in full registers, which may end beyond the page.
                    ResizeStep step = rows.Array[y];
                    nint next = Math.Min(step.Index + 1, height - 1);
                    new ReadOnlySpan<byte>(input + ((nint)step.Index * stride), stride).CopyTo(new Span<byte>(line, stride));
                    new ReadOnlySpan<byte>(input + (next * stride), stride).CopyTo(new Span<byte>(line + resizer.LineBytes, stride));
                    resizer.Run(line, line + resizer.LineBytes, step.Share, blended, output + (y * (nint)target.Stride));
                }
            }
        });
    }
}
