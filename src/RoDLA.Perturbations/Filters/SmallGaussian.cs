using System.Runtime.Intrinsics;
using RoDLA.Imaging;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// Gaussian blur with a kernel of 3 or 5: down the columns in 8.8 fixed point, then along the row in the upper halves of 16-bit products.
/// Beyond the page stands its mirror image without the edge.
/// </summary>
internal static unsafe class SmallGaussian
{
    private const int Lanes = 16;
    private const int Block = 2 * Lanes;

    public static void Blur(PageImage source, PageImage target, ushort[] weights, int maxThreads, CancellationToken cancellationToken)
    {
        int radius = weights.Length / 2;
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (int width, int height, int stride) = (source.Width, source.Height, source.Stride);
        new RowBands(maxThreads, cancellationToken).For(height, (first, last) =>
        {
            int pad = radius * PageImage.Channels;
            using var scratch = new PooledBuffer<ushort>(stride + (2 * pad) + Block);
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

                    Down(rows, column + pad, stride, weights);
                    MirrorEnds(column + pad, width, radius);
                    Along(column + pad, output + ((nint)y * stride), stride, weights);
                }
            }
        });
    }

    /// <summary>Weighted sum of 3 or 5 rows, in 128ths.</summary>
    private static void Down(byte** rows, ushort* column, int stride, ushort[] weights)
    {
        int radius = weights.Length / 2;
        Vector256<ushort> outer = Vector256.Create(weights[0]);
        Vector256<ushort> inner = Vector256.Create(weights[radius - 1]);
        Vector256<ushort> centre = Vector256.Create(weights[radius]);
        int x = 0;
        for (; x <= stride - Lanes; x += Lanes)
        {
            Vector256<ushort> sum = Wide(rows[radius] + x) * centre;
            sum += (Wide(rows[radius - 1] + x) + Wide(rows[radius + 1] + x)) * inner;
            if (radius == 2)
            {
                sum += (Wide(rows[0] + x) + Wide(rows[4] + x)) * outer;
            }

            (sum >>> 1).Store(column + x);
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
        const int Step = PageImage.Channels;
        int radius = weights.Length / 2;
        Vector256<ushort> outer = Vector256.Create((ushort)(weights[0] << 9));
        Vector256<ushort> inner = Vector256.Create((ushort)(weights[radius - 1] << 9));
        Vector256<ushort> centre = Vector256.Create((ushort)(weights[radius] << 9));
        Vector256<ushort> half = Vector256.Create((ushort)128);
        int x = 0;
        for (; x <= stride - Block; x += Block)
        {
            Vector256<ushort> low = Sum(column + x);
            Vector256<ushort> high = Sum(column + x + Lanes);
            Vector256.Narrow(low >>> 8, high >>> 8).Store(output + x);
        }

        for (; x < stride; x++)
        {
            int sum = 128;
            for (int k = -radius; k <= radius; k++)
            {
                sum += (column[x + (k * Step)] * weights[k + radius]) >> 7;
            }

            output[x] = (byte)Math.Min(sum >> 8, byte.MaxValue);
        }

        Vector256<ushort> Sum(ushort* at)
        {
            Vector256<ushort> sum = FixedPoint.MultiplyHigh(Vector256.Load(at), centre) + half;
            sum += FixedPoint.MultiplyHigh(Vector256.Load(at - Step) + Vector256.Load(at + Step), inner);
            return radius == 2
                ? sum + FixedPoint.MultiplyHigh(Vector256.Load(at - (2 * Step)) + Vector256.Load(at + (2 * Step)), outer)
                : sum;
        }
    }

    private static void MirrorEnds(ushort* column, int width, int radius)
    {
        for (int k = 1; k <= radius; k++)
        {
            int left = Mirror.WithoutEdge(-k, width);
            int right = Mirror.WithoutEdge(width - 1 + k, width);
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                column[(-k * PageImage.Channels) + channel] = column[(left * PageImage.Channels) + channel];
                column[((width - 1 + k) * PageImage.Channels) + channel] = column[(right * PageImage.Channels) + channel];
            }
        }
    }

    private static Vector256<ushort> Wide(byte* at) => Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe());
}
