using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RoDLA.Imaging;
using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Bilinear resizing: two rows blended to 128ths of a grey level, then pairs of pixels along the row.</summary>
internal static unsafe class LinearResize
{
    private const int FractionBits = 7;
    private const int Lanes = 16;
    private const int DownShift = FractionBits + ResizeStep.Bits;

    public static void Run(PageImage source, PageImage target, bool area, int maxThreads, CancellationToken cancellationToken)
    {
        ResizeStep[] columns = ResizeStep.Line(source.Width, target.Width, area);
        ResizeStep[] rows = ResizeStep.Line(source.Height, target.Height, area);
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int stride, int height, int targetStride) = (source.Stride, source.Height, target.Stride);
        new RowBands(maxThreads, cancellationToken).For(target.Height, (first, last) =>
        {
            using var scratch = new PooledBuffer<short>(stride + Lanes);
            scratch.Span[stride..].Clear();
            fixed (byte* input = from.Span, output = to.Span)
            fixed (short* blended = scratch.Span)
            {
                for (int y = first; y < last; y++)
                {
                    byte* upper = input + ((nint)rows[y].Index * stride);
                    byte* lower = input + ((nint)Math.Min(rows[y].Index + 1, height - 1) * stride);
                    Blend(upper, lower, (short)(rows[y].Share << 1), blended, stride);
                    Along(blended, columns, output + ((nint)y * targetStride));
                }
            }
        });
    }

    private static void Blend(byte* upper, byte* lower, short share, short* blended, int stride)
    {
        Vector256<short> part = Vector256.Create(share);
        int x = 0;
        for (; x <= stride - Lanes; x += Lanes)
        {
            Vector256<short> a = Wide(upper + x);
            Vector256<short> b = Wide(lower + x);
            (a + FixedPoint.MultiplyRound(b - a, part)).Store(blended + x);
        }

        for (; x < stride; x++)
        {
            int a = upper[x] << FractionBits;
            int b = lower[x] << FractionBits;
            blended[x] = (short)(a + ((((b - a) * share) + (1 << 14)) >> 15));
        }
    }

    private static void Along(short* blended, ResizeStep[] columns, byte* output)
    {
        const int Whole = 1 << ResizeStep.Bits;
        const int Half = 1 << (DownShift - 1);
        Vector128<byte> pairs = Vector128.Create((byte)0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11, 12, 13, 14, 15);
        Vector128<byte> gather = Vector128.Create((byte)0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        int i = 0;
        for (; Ssse3.IsSupported && i < columns.Length - 1; i++)
        {
            ResizeStep step = columns[i];
            Vector128<short> weights = Vector128.Create((step.Share << 16) | (Whole - step.Share)).AsInt16();
            Vector128<short> two = Ssse3.Shuffle(Vector128.Load((byte*)(blended + (step.Index * PageImage.Channels))), pairs).AsInt16();
            Vector128<int> sum = (Sse2.MultiplyAddAdjacent(two, weights) + Vector128.Create(Half)) >> DownShift;
            *(uint*)(output + (i * PageImage.Channels)) = Ssse3.Shuffle(sum.AsByte(), gather).AsUInt32().ToScalar();
        }

        for (; i < columns.Length; i++)
        {
            ResizeStep step = columns[i];
            short* at = blended + (step.Index * PageImage.Channels);
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                int sum = (at[channel] * (Whole - step.Share)) + (at[channel + PageImage.Channels] * step.Share);
                output[(i * PageImage.Channels) + channel] = (byte)((sum + Half) >> DownShift);
            }
        }
    }

    private static Vector256<short> Wide(byte* at) =>
        (Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe()) << FractionBits).AsInt16();
}
