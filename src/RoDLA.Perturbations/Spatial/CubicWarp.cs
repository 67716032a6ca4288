using System.Runtime.Intrinsics;
using RoDLA.Imaging;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Takes each pixel from where a displacement field says, by bicubic interpolation at 32nds of a pixel; beyond the page is black.</summary>
internal static unsafe class CubicWarp
{
    public static void Run(
        PageImage source, PageImage target, DisplacementField field, int maxThreads, CancellationToken cancellationToken)
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (PageSize size, int stride) = (source.Size, source.Stride);
        new RowBands(maxThreads, cancellationToken).For(size.Height, (first, last) =>
        {
            fixed (byte* input = from.Span, output = to.Span)
            fixed (float* shiftX = field.X.Span, shiftY = field.Y.Span, plain = CubicWeights.Plain, spread = CubicWeights.Spread)
            {
                for (int y = first; y < last; y++)
                {
                    nint row = (nint)y * size.Width;
                    for (int x = 0; x < size.Width; x++)
                    {
                        int u = (int)MathF.Round((x - shiftX[row + x]) * CubicWeights.Steps);
                        int v = (int)MathF.Round((y - shiftY[row + x]) * CubicWeights.Steps);
                        byte* pixel = output + ((row + x) * PageImage.Channels);
                        float* down = plain + ((v & (CubicWeights.Steps - 1)) * CubicWeights.Taps);
                        float* across = spread + ((u & (CubicWeights.Steps - 1)) * CubicWeights.SpreadLength);
                        (int left, int top) = ((u >> CubicWeights.Bits) - 1, (v >> CubicWeights.Bits) - 1);
                        if (left >= 0 && top >= 0 && left < size.Width - 5 && top < size.Height - 3)
                        {
                            Inside(input + ((nint)top * stride) + (left * PageImage.Channels), stride, down, across, pixel);
                        }
                        else
                        {
                            AtEdge(input, size, stride, left, top, down, across, pixel);
                        }
                    }
                }
            }
        });
    }

    /// <summary>Reads 16 bytes of each row, of which the last four have no weight.</summary>
    private static void Inside(byte* corner, int stride, float* down, float* across, byte* pixel)
    {
        Vector256<float> low = Vector256<float>.Zero;
        Vector256<float> high = Vector256<float>.Zero;
        for (int k = 0; k < CubicWeights.Taps; k++)
        {
            Vector256<ushort> wide = Vector256.WidenLower(Vector128.Load(corner + (k * stride)).ToVector256Unsafe());
            Vector256<float> weight = Vector256.Create(down[k]);
            (Vector256<uint> first, Vector256<uint> second) = Vector256.Widen(wide);
            low += Vector256.ConvertToSingle(first.AsInt32()) * weight;
            high += Vector256.ConvertToSingle(second.AsInt32()) * weight;
        }

        low *= Vector256.Load(across);
        high *= Vector256.Load(across + 8);
        Vector128<float> a = low.GetLower();
        Vector128<float> b = low.GetUpper();
        Vector128<float> c = high.GetLower();
        Write(pixel, a[0] + a[3] + b[2] + c[1], a[1] + b[0] + b[3] + c[2], a[2] + b[1] + c[0] + c[3]);
    }

    private static void AtEdge(byte* input, PageSize size, int stride, int left, int top, float* down, float* across, byte* pixel)
    {
        float* sums = stackalloc float[PageImage.Channels];
        new Span<float>(sums, PageImage.Channels).Clear();
        for (int j = 0; j < CubicWeights.Taps; j++)
        {
            for (int i = 0; i < CubicWeights.Taps; i++)
            {
                if ((uint)(left + i) >= (uint)size.Width || (uint)(top + j) >= (uint)size.Height)
                {
                    continue;
                }

                byte* sample = input + ((nint)(top + j) * stride) + ((left + i) * PageImage.Channels);
                for (int channel = 0; channel < PageImage.Channels; channel++)
                {
                    sums[channel] += sample[channel] * down[j] * across[i * PageImage.Channels];
                }
            }
        }

        Write(pixel, sums[0], sums[1], sums[2]);
    }

    private static void Write(byte* pixel, float red, float green, float blue)
    {
        pixel[0] = Round(red);
        pixel[1] = Round(green);
        pixel[2] = Round(blue);
    }

    private static byte Round(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, byte.MaxValue);
}
