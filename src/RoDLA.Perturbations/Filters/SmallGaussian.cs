using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// Gaussian blur with a kernel of 3 or 5: down the columns in 8.8 fixed point, then along the row in the upper halves of 16-bit products.
/// The page is mirrored beyond its edges, without repeating the edge pixel.
/// </summary>
internal static unsafe class SmallGaussian
{
    private const int Lanes = 16;
    private const int RowsAhead = 6;
    private const int Block = 2 * Lanes;

    public static void Blur(PageImage source, PageImage target, ushort[] weights, RowBands bands)
    {
        int radius = weights.Length / 2;
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int width, int height, int stride) = (source.Width, source.Height, source.Stride);
        bands.For(height, (first, last) =>
        {
            const int Pad = 2 * PageImage.Channels;
            using var scratch = new PooledBuffer<ushort>(stride + (2 * Pad) + Block);
            fixed (byte* input = from.Span, output = to.Span)
            fixed (ushort* column = scratch.Span)
            {
                byte** rows = stackalloc byte*[5];
                for (int y = first; y < last; y++)
                {
                    for (int k = -radius; k <= radius; k++)
                    {
                        rows[k + radius] = input + ((nint)Mirror.WithoutEdge(y + k, height) * stride);
                    }

                    Down(rows, input + ((nint)Math.Min(y + RowsAhead, height - 1) * stride), column + Pad, stride, weights);
                    Mirror.Extend(column + Pad, width, radius);
                    Along(column + Pad, output + ((nint)y * stride), stride, weights);
                }
            }
        });
    }

    /// <summary>Weighted sum of 3 or 5 rows, in 128ths.</summary>
    private static void Down(byte** rows, byte* ahead, ushort* column, int stride, ushort[] weights)
    {
        int radius = weights.Length / 2;
        Vector256<ushort> outer = Vector256.Create(weights[0]);
        Vector256<ushort> inner = Vector256.Create(weights[radius - 1]);
        Vector256<ushort> centre = Vector256.Create(weights[radius]);
        int x = 0;
        for (; x < stride && stride >= Lanes; x += Lanes)
        {
            // The last step overlaps the one before, so that it ends with the row.
            int at = Math.Min(x, stride - Lanes);
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(ahead + at);
            }

            Vector256<ushort> sum = Wide(rows[radius] + at) * centre;
            sum += (Wide(rows[radius - 1] + at) + Wide(rows[radius + 1] + at)) * inner;
            if (radius == 2)
            {
                sum += (Wide(rows[0] + at) + Wide(rows[4] + at)) * outer;
            }

            (sum >>> 1).Store(column + at);
        }

        for (; x < stride; x++)
        {
            int sum = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += rows[k][x] * weights[k];
            }

            column[x] = (ushort)(sum >> 1);
        }
    }

    private static void Along(ushort* column, byte* output, int stride, ushort[] weights)
    {
        int radius = weights.Length / 2;
        Vector256<ushort> outer = radius == 2 ? Vector256.Create((ushort)(weights[0] << 9)) : Vector256<ushort>.Zero;
        Vector256<ushort> inner = Vector256.Create((ushort)(weights[radius - 1] << 9));
        Vector256<ushort> centre = Vector256.Create((ushort)(weights[radius] << 9));
        byte* end = stackalloc byte[Block];
        for (int x = 0; x < stride; x += Block)
        {
            Vector256<ushort> low = Sum(column + x, centre, inner, outer);
            Vector256<ushort> high = Sum(column + x + Lanes, centre, inner, outer);
            bool whole = x + Block <= stride;
            Vector256.Narrow(low >>> 8, high >>> 8).Store(whole ? output + x : end);
            if (!whole)
            {
                new ReadOnlySpan<byte>(end, stride - x).CopyTo(new Span<byte>(output + x, stride - x));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Sum(ushort* at, Vector256<ushort> centre, Vector256<ushort> inner, Vector256<ushort> outer)
    {
        const int Step = PageImage.Channels;
        Vector256<ushort> sum = FixedPoint.MultiplyHigh(Vector256.Load(at), centre) + Vector256.Create((ushort)128);
        sum += FixedPoint.MultiplyHigh(Vector256.Load(at - Step) + Vector256.Load(at + Step), inner);
        return sum + FixedPoint.MultiplyHigh(Vector256.Load(at - (2 * Step)) + Vector256.Load(at + (2 * Step)), outer);
    }

    private static Vector256<ushort> Wide(byte* at) => Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe());
}
