using System.Runtime.Intrinsics;
using RoDLA.Imaging;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// Correlation with a kernel of few weights. Rows of a band are widened to 16 bits and mirrored at their ends once; each weight then costs
/// one multiplication and one addition. Sums are kept in 128ths of a grey level.
/// </summary>
internal static unsafe class SparseFilter
{
    private const int FractionBits = 7;
    private const int Lanes = 16;
    private const int Block = 2 * Lanes;
    private const int BandRows = 48;
    private const short Half = 1 << (FractionBits - 1);

    public static void Correlate(PageImage source, PageImage target, Tap[] kernel, int maxThreads, CancellationToken cancellationToken)
    {
        int radius = kernel.Max(tap => Math.Max(Math.Abs(tap.Dx), Math.Abs(tap.Dy)));
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int width, int height, int stride) = (source.Width, source.Height, source.Stride);
        int pad = radius * PageImage.Channels;
        int wideStride = stride + (2 * pad) + Block;
        int[] offsets = [.. kernel.Select(tap => (tap.Dy * wideStride) + (tap.Dx * PageImage.Channels))];
        short[] weights = [.. kernel.Select(tap => (short)Math.Min(short.MaxValue, Math.Round(tap.Weight * (1 << 15))))];
        new RowBands(maxThreads, cancellationToken).For(height, BandRows, (first, last) =>
        {
            using var scratch = new PooledBuffer<short>((long)wideStride * (last - first + (2 * radius)));
            fixed (byte* input = from.Span, output = to.Span)
            fixed (short* wide = scratch.Span)
            fixed (int* offset = offsets)
            fixed (short* weight = weights)
            {
                for (int y = first - radius; y < last + radius; y++)
                {
                    short* row = wide + ((nint)(y - first + radius) * wideStride) + pad;
                    Widen(input + ((nint)Mirror.WithoutEdge(y, height) * stride), row, stride);
                    MirrorEnds(row, width, radius);
                }

                for (int y = first; y < last; y++)
                {
                    short* row = wide + ((nint)(y - first + radius) * wideStride) + pad;
                    Sum(row, output + ((nint)y * stride), stride, offset, weight, weights.Length);
                }
            }
        });
    }

    private static void Widen(byte* input, short* row, int stride)
    {
        int x = 0;
        for (; x <= stride - Lanes; x += Lanes)
        {
            Vector256<ushort> wide = Vector256.WidenLower(Vector128.Load(input + x).ToVector256Unsafe());
            (wide << FractionBits).AsInt16().Store(row + x);
        }

        for (; x < stride; x++)
        {
            row[x] = (short)(input[x] << FractionBits);
        }
    }

    private static void Sum(short* row, byte* output, int stride, int* offset, short* weight, int taps)
    {
        int x = 0;
        for (; x <= stride - Block; x += Block)
        {
            Vector256<short> low = Vector256.Create(Half);
            Vector256<short> high = low;
            for (int k = 0; k < taps; k++)
            {
                Vector256<short> share = Vector256.Create(weight[k]);
                short* at = row + x + offset[k];
                low += FixedPoint.MultiplyRound(Vector256.Load(at), share);
                high += FixedPoint.MultiplyRound(Vector256.Load(at + Lanes), share);
            }

            Vector256.NarrowWithSaturation((low >> FractionBits).AsUInt16(), (high >> FractionBits).AsUInt16()).Store(output + x);
        }

        for (; x < stride; x++)
        {
            int sum = Half;
            for (int k = 0; k < taps; k++)
            {
                sum += ((row[x + offset[k]] * weight[k]) + (1 << 14)) >> 15;
            }

            output[x] = (byte)Math.Min(sum >> FractionBits, byte.MaxValue);
        }
    }

    private static void MirrorEnds(short* row, int width, int radius)
    {
        for (int k = 1; k <= radius; k++)
        {
            int left = Mirror.WithoutEdge(-k, width);
            int right = Mirror.WithoutEdge(width - 1 + k, width);
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                row[(-k * PageImage.Channels) + channel] = row[(left * PageImage.Channels) + channel];
                row[((width - 1 + k) * PageImage.Channels) + channel] = row[(right * PageImage.Channels) + channel];
            }
        }
    }
}
