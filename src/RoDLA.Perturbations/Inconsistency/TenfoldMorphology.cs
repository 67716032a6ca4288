using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// Erosion or dilation of the page enlarged ten times and reduced again, without the large page: each pixel is the mean of four enlarged
/// ones, and each of those depends on a few positions between the pixel's neighbours.
/// </summary>
internal static unsafe class TenfoldMorphology
{
    private const int FractionBits = 7;
    private const int Half = 1 << (FractionBits - 1);
    private const int Lanes = 16;
    private const int Block = 2 * Lanes;
    private const int PadPixels = 2;
    private const int Pad = PadPixels * PageImage.Channels;
    private const int Users = 4;
    private const int Tenfold = 10;

    public static void Run(
        PageImage source, PageImage target, MorphologyPoint[] plan, bool dilate, RowBands bands)
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int width, int height, int stride) = (source.Width, source.Height, source.Stride);
        int padded = stride + (2 * Pad) + Block;
        MorphologyPoint[] heights = [.. plan.DistinctBy(point => point.Y)];
        Reading[] readings = Readings(plan, heights, padded);
        Reading[] lastRow = Readings(plan.Where(point => point.Y < Tenfold), heights, padded);
        Reading[] lastColumn = Readings(plan.Where(point => point.X < Tenfold), heights, padded);
        Reading[] corner = [.. lastRow.Intersect(lastColumn)];
        bands.For(height, (first, last) =>
        {
            using var scratch = new PooledBuffer<short>((long)padded * heights.Length);
            scratch.Span.Clear();
            fixed (byte* input = from.Span, output = to.Span)
            fixed (short* blended = scratch.Span)
            {
                for (int y = first; y < last; y++)
                {
                    for (int i = 0; i < heights.Length; i++)
                    {
                        byte* upper = input + ((nint)Math.Clamp(y + heights[i].UpperPixel, 0, height - 1) * stride);
                        byte* lower = input + ((nint)Math.Clamp(y + heights[i].UpperPixel + 1, 0, height - 1) * stride);
                        Blend(upper, lower, heights[i].ShareY, blended + (i * padded) + Pad, width);
                    }

                    byte* row = output + ((nint)y * stride);
                    bool isLastRow = y == height - 1;
                    Gather(blended + Pad, row, stride, dilate && isLastRow ? lastRow : readings, dilate);
                    if (dilate)
                    {
                        // There the element reaches beyond the page, where pixels are ignored.
                        int end = stride - PageImage.Channels;
                        Gather(blended + Pad + end, row + end, PageImage.Channels, isLastRow ? corner : lastColumn, dilate);
                    }
                }
            }
        });
    }

    private static Reading[] Readings(IEnumerable<MorphologyPoint> points, MorphologyPoint[] heights, int padded) =>
        [.. points.Select(point =>
        {
            int row = Array.FindIndex(heights, height => height.Y == point.Y);
            return new Reading((row * padded) + (point.LeftPixel * PageImage.Channels), point.ShareX, point.Users);
        })];

    private static void Blend(byte* upper, byte* lower, short share, short* blended, int width)
    {
        int stride = width * PageImage.Channels;
        Vector256<short> part = Vector256.Create(share);
        int x = 0;
        for (; x <= stride - Lanes; x += Lanes)
        {
            Lerp(Wide(upper + x), Wide(lower + x), part).Store(blended + x);
        }

        for (; x < stride; x++)
        {
            int above = upper[x] << FractionBits;
            blended[x] = (short)(above + FixedPoint.MultiplyRound((lower[x] << FractionBits) - above, share));
        }

        for (int i = 0; i < Pad; i++)
        {
            blended[-1 - i] = blended[PageImage.Channels - 1 - (i % PageImage.Channels)];
            blended[stride + i] = blended[stride - PageImage.Channels + (i % PageImage.Channels)];
        }
    }

    private static void Gather(short* blended, byte* output, int stride, Reading[] readings, bool dilate)
    {
        byte* ends = stackalloc byte[Block];
        for (int x = 0; x < stride; x += Block)
        {
            Vector256<short> worst = Vector256.Create(dilate ? (short)0 : short.MaxValue);
            Vector256<short> a0 = worst, a1 = worst, b0 = worst, b1 = worst, c0 = worst, c1 = worst, d0 = worst, d1 = worst;
            foreach (Reading reading in readings)
            {
                short* left = blended + x + reading.Offset;
                Vector256<short> share = Vector256.Create(reading.Share);
                Vector256<short> low = Lerp(Vector256.Load(left), Vector256.Load(left + PageImage.Channels), share);
                Vector256<short> high = Lerp(Vector256.Load(left + Lanes), Vector256.Load(left + Lanes + PageImage.Channels), share);
                if ((reading.Users & 1) != 0)
                {
                    (a0, a1) = (Better(a0, low, dilate), Better(a1, high, dilate));
                }

                if ((reading.Users & 2) != 0)
                {
                    (b0, b1) = (Better(b0, low, dilate), Better(b1, high, dilate));
                }

                if ((reading.Users & 4) != 0)
                {
                    (c0, c1) = (Better(c0, low, dilate), Better(c1, high, dilate));
                }

                if ((reading.Users & 8) != 0)
                {
                    (d0, d1) = (Better(d0, low, dilate), Better(d1, high, dilate));
                }
            }

            Vector256<byte> bytes = Vector256.Narrow(Mean(a0, b0, c0, d0), Mean(a1, b1, c1, d1));
            if (x + Block <= stride)
            {
                bytes.Store(output + x);
            }
            else
            {
                bytes.Store(ends);
                new ReadOnlySpan<byte>(ends, stride - x).CopyTo(new Span<byte>(output + x, stride - x));
            }
        }
    }

    private static Vector256<ushort> Mean(Vector256<short> a, Vector256<short> b, Vector256<short> c, Vector256<short> d)
    {
        Vector256<short> half = Vector256.Create((short)Half);
        Vector256<short> sum = ((a + half) >> FractionBits) + ((b + half) >> FractionBits) +
            ((c + half) >> FractionBits) + ((d + half) >> FractionBits);
        return ((sum + Vector256.Create((short)(Users / 2))) >> 2).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Better(Vector256<short> a, Vector256<short> b, bool dilate) =>
        dilate ? Vector256.Max(a, b) : Vector256.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Lerp(Vector256<short> a, Vector256<short> b, Vector256<short> share) =>
        a + FixedPoint.MultiplyRound(b - a, share);

    private static Vector256<short> Wide(byte* at) =>
        (Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe()) << FractionBits).AsInt16();

    /// <summary>Offset of a position in the blended rows, and which of the four enlarged pixels use it.</summary>
    private readonly record struct Reading(int Offset, short Share, int Users);
}
