using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// Correlation with a kernel of few weights. A ring buffer holds the rows under the kernel, mirrored at their ends. Sums are in 256ths of
/// a grey level; the start value makes up for the half that each product loses on average by truncation.
/// </summary>
internal static unsafe class SparseFilter
{
    private const int LevelBits = 8;
    private const int WeightBits = 16;
    private const int Lanes = 32;
    private const int Block = 4 * Lanes;

    public static void Correlate(PageImage source, PageImage target, Tap[] kernel, RowBands bands)
    {
        int radius = kernel.Max(tap => Math.Max(Math.Abs(tap.Dx), Math.Abs(tap.Dy)));
        int ring = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((2 * radius) + 1));
        Memory<byte> page = source.Memory;
        Memory<byte> to = target.Memory;
        (int width, int height, int stride) = (source.Width, source.Height, source.Stride);
        int pad = radius * PageImage.Channels;
        int padded = (stride + (2 * pad) + Block + Lanes) & ~(Lanes - 1);
        bands.For(height, (first, last) =>
        {
            using var scratch = new PooledBuffer<byte>((long)ring * padded);
            fixed (byte* input = page.Span, output = to.Span, rows = scratch.Span)
            {
                byte** places = stackalloc byte*[kernel.Length];
                ushort* weights = stackalloc ushort[kernel.Length];
                for (int k = 0; k < kernel.Length; k++)
                {
                    weights[k] = (ushort)Math.Min(ushort.MaxValue, Math.Round(kernel[k].Weight * (1 << WeightBits)));
                }

                for (int y = first - radius; y < last + radius; y++)
                {
                    byte* newest = rows + ((y & (ring - 1)) * padded) + pad;
                    byte* from = input + ((nint)Mirror.WithoutEdge(y, height) * stride);
                    new ReadOnlySpan<byte>(from, stride).CopyTo(new Span<byte>(newest, stride));
                    Mirror.Extend(newest, width, radius);
                    int centre = y - radius;
                    if (centre < first)
                    {
                        continue;
                    }

                    for (int k = 0; k < kernel.Length; k++)
                    {
                        int row = (centre + kernel[k].Dy) & (ring - 1);
                        places[k] = rows + (row * padded) + pad + (kernel[k].Dx * PageImage.Channels);
                    }

                    Sum(places, weights, kernel.Length, output + ((nint)centre * stride), stride);
                }
            }
        });
    }

    private static void Sum(byte** places, ushort* weights, int taps, byte* output, int stride)
    {
        byte* end = stackalloc byte[Block];
        Vector256<ushort> start = Vector256.Create((ushort)((1 << (LevelBits - 1)) + (taps / 2)));
        for (int x = 0; x < stride; x += Block)
        {
            (Vector256<ushort> a, Vector256<ushort> b, Vector256<ushort> c, Vector256<ushort> d) = (start, start, start, start);
            (Vector256<ushort> e, Vector256<ushort> f, Vector256<ushort> g, Vector256<ushort> h) = (start, start, start, start);
            for (int k = 0; k < taps; k++)
            {
                Vector256<ushort> weight = Vector256.Create(weights[k]);
                byte* at = places[k] + x;
                Add(at, weight, ref a, ref b);
                Add(at + Lanes, weight, ref c, ref d);
                Add(at + (2 * Lanes), weight, ref e, ref f);
                Add(at + (3 * Lanes), weight, ref g, ref h);
            }

            bool whole = x + Block <= stride;
            byte* to = whole ? output + x : end;
            Levels(a, b).Store(to);
            Levels(c, d).Store(to + Lanes);
            Levels(e, f).Store(to + (2 * Lanes));
            Levels(g, h).Store(to + (3 * Lanes));
            if (!whole)
            {
                new ReadOnlySpan<byte>(end, stride - x).CopyTo(new Span<byte>(output + x, stride - x));
            }
        }
    }

    /// <summary>Adds 32 weighed bytes to two sums of 16 lanes each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(byte* at, Vector256<ushort> weight, ref Vector256<ushort> a, ref Vector256<ushort> b)
    {
        Vector256<byte> bytes = Vector256.Load(at);
        if (Avx2.IsSupported)
        {
            a += Avx2.MultiplyHigh(Avx2.UnpackLow(Vector256<byte>.Zero, bytes).AsUInt16(), weight);
            b += Avx2.MultiplyHigh(Avx2.UnpackHigh(Vector256<byte>.Zero, bytes).AsUInt16(), weight);
            return;
        }

        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(bytes);
        a += FixedPoint.MultiplyHigh(low << LevelBits, weight);
        b += FixedPoint.MultiplyHigh(high << LevelBits, weight);
    }

    /// <summary>Whole levels of two sums, in the order of the bytes that they were made of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Levels(Vector256<ushort> a, Vector256<ushort> b) => Avx2.IsSupported
        ? Avx2.PackUnsignedSaturate((a >>> LevelBits).AsInt16(), (b >>> LevelBits).AsInt16())
        : Vector256.Narrow(a >>> LevelBits, b >>> LevelBits);
}
