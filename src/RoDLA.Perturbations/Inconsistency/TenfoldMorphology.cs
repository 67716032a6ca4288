using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RoDLA.Imaging;
using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// Erosion or dilation of the page drawn ten times as large, read back at the old size, without ever drawing it large: each pixel is the
/// mean of four enlarged ones, and each of those looks at a few places between the pixel's neighbours.
/// </summary>
internal static unsafe class TenfoldMorphology
{
    private const int FractionBits = 7;
    private const int Half = 1 << (FractionBits - 1);
    private const int Lanes = 16;
    private const int PadPixels = 2;
    private const int Pad = PadPixels * PageImage.Channels;
    private const int Users = 4;
    private const int Tenfold = 10;

    public static void Run(
        PageImage source, PageImage target, MorphologyPoint[] plan, bool dilate, int maxThreads, CancellationToken cancellationToken)
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int width, int height, int stride) = (source.Width, source.Height, source.Stride);
        int padded = stride + (2 * Pad) + Lanes;
        new RowBands(maxThreads, cancellationToken).For(height, (first, last) =>
        {
            using var scratch = new PooledBuffer<short>((long)padded * (Users + 1));
            scratch.Span.Clear();
            fixed (byte* input = from.Span, output = to.Span)
            fixed (short* blended = scratch.Span)
            {
                short* bests = blended + padded;
                for (int y = first; y < last; y++)
                {
                    new Span<short>(bests, padded * Users).Fill(dilate ? short.MinValue : short.MaxValue);
                    ReadOnlySpan<MorphologyPoint> points = plan;
                    while (!points.IsEmpty)
                    {
                        int count = CountOfRow(points);
                        byte* upper = input + ((nint)Math.Clamp(y + points[0].UpperPixel, 0, height - 1) * stride);
                        byte* lower = input + ((nint)Math.Clamp(y + points[0].UpperPixel + 1, 0, height - 1) * stride);
                        if (!dilate || y < height - 1 || points[0].Y < Tenfold)
                        {
                            Blend(upper, lower, points[0].ShareY, blended + Pad, width);
                            Gather(blended + Pad, bests, padded, stride, points[..count], dilate);
                        }

                        points = points[count..];
                    }

                    byte* row = output + ((nint)y * stride);
                    Mean(bests, padded, stride, row);
                    if (dilate)
                    {
                        LastPixel(new EdgePixel(input, width, height, y), plan, row + stride - PageImage.Channels);
                    }
                }
            }
        });
    }

    private static int CountOfRow(ReadOnlySpan<MorphologyPoint> points)
    {
        int count = 1;
        while (count < points.Length && points[count].Y == points[0].Y)
        {
            count++;
        }

        return count;
    }

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
            blended[x] = (short)Lerp(upper[x] << FractionBits, lower[x] << FractionBits, share);
        }

        for (int i = 0; i < Pad; i++)
        {
            blended[-1 - i] = blended[PageImage.Channels - 1 - (i % PageImage.Channels)];
            blended[stride + i] = blended[stride - PageImage.Channels + (i % PageImage.Channels)];
        }
    }

    private static void Gather(short* blended, short* bests, int padded, int stride, ReadOnlySpan<MorphologyPoint> points, bool dilate)
    {
        for (int x = 0; x < stride; x += Lanes)
        {
            Vector256<short> a = Vector256.Load(bests + x);
            Vector256<short> b = Vector256.Load(bests + padded + x);
            Vector256<short> c = Vector256.Load(bests + (2 * padded) + x);
            Vector256<short> d = Vector256.Load(bests + (3 * padded) + x);
            foreach (MorphologyPoint point in points)
            {
                short* left = blended + x + (point.LeftPixel * PageImage.Channels);
                Vector256<short> value = Lerp(
                    Vector256.Load(left), Vector256.Load(left + PageImage.Channels), Vector256.Create(point.ShareX));
                a = (point.Users & 1) != 0 ? Better(a, value, dilate) : a;
                b = (point.Users & 2) != 0 ? Better(b, value, dilate) : b;
                c = (point.Users & 4) != 0 ? Better(c, value, dilate) : c;
                d = (point.Users & 8) != 0 ? Better(d, value, dilate) : d;
            }

            a.Store(bests + x);
            b.Store(bests + padded + x);
            c.Store(bests + (2 * padded) + x);
            d.Store(bests + (3 * padded) + x);
        }
    }

    private static void Mean(short* bests, int padded, int stride, byte* output)
    {
        int x = 0;
        for (; x <= stride - Lanes; x += Lanes)
        {
            Vector256<short> sum = Vector256.Create((short)(Users / 2));
            for (int user = 0; user < Users; user++)
            {
                sum += (Vector256.Load(bests + (user * padded) + x) + Vector256.Create((short)Half)) >> FractionBits;
            }

            Vector256.Narrow((sum >> 2).AsUInt16(), default).GetLower().Store(output + x);
        }

        for (; x < stride; x++)
        {
            int sum = Users / 2;
            for (int user = 0; user < Users; user++)
            {
                sum += (bests[(user * padded) + x] + Half) >> FractionBits;
            }

            output[x] = (byte)(sum >> 2);
        }
    }

    /// <summary>The last column again: an anchor in the corner looks past the page there, where nothing counts.</summary>
    private static void LastPixel(EdgePixel pixel, MorphologyPoint[] plan, byte* output)
    {
        for (int channel = 0; channel < PageImage.Channels; channel++)
        {
            int sum = Users / 2;
            for (int user = 0; user < Users; user++)
            {
                int best = 0;
                foreach (MorphologyPoint point in plan)
                {
                    bool counts = (point.Users & (1 << user)) != 0 && point.X < Tenfold && (point.Y < Tenfold || !pixel.IsLastRow);
                    best = counts ? Math.Max(best, pixel.At(point, channel)) : best;
                }

                sum += (best + Half) >> FractionBits;
            }

            output[channel] = (byte)(sum >> 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Better(Vector256<short> a, Vector256<short> b, bool dilate) =>
        dilate ? Vector256.Max(a, b) : Vector256.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Lerp(Vector256<short> a, Vector256<short> b, Vector256<short> share) =>
        a + FixedPoint.MultiplyRound(b - a, share);

    private static int Lerp(int a, int b, int share) => a + ((((b - a) * share) + (1 << 14)) >> 15);

    private static Vector256<short> Wide(byte* at) =>
        (Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe()) << FractionBits).AsInt16();

    /// <summary>A pixel of the last column and its neighbours.</summary>
    private readonly struct EdgePixel(byte* page, int width, int height, int y)
    {
        public bool IsLastRow => y == height - 1;

        public int At(MorphologyPoint point, int channel)
        {
            int left = width - 1 + point.LeftPixel;
            int upper = y + point.UpperPixel;
            int first = Lerp(Sample(left, upper, channel), Sample(left, upper + 1, channel), point.ShareY);
            int second = Lerp(Sample(left + 1, upper, channel), Sample(left + 1, upper + 1, channel), point.ShareY);
            return Lerp(first, second, point.ShareX);
        }

        private int Sample(int x, int row, int channel)
        {
            nint pixel = ((nint)Math.Clamp(row, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1);
            return page[(pixel * PageImage.Channels) + channel] << FractionBits;
        }
    }
}
