using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Warps a page by a displacement field, with bicubic interpolation at 32nds of a pixel; black beyond the page.
/// </summary>
internal static unsafe class CubicWarp
{
    private const int Lanes = 8;
    private const int Overrun = 2;

    public static void Run(
        PageImage source, PageImage target, DisplacementField field, RowBands bands)
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        PageSize size = source.Size;
        bands.For(size.Height, (first, last) =>
        {
            fixed (byte* input = from.Span, output = to.Span)
            fixed (short* shiftX = field.X.Span, shiftY = field.Y.Span)
            fixed (float* down = CubicWeights.Plain, across = CubicWeights.Spread)
            {
                var sampler = new Sampler(input, size, down, across);
                for (int y = first; y < last; y++)
                {
                    nint row = (nint)y * size.Width;
                    sampler.Run(y, shiftX + row, shiftY + row, output + (row * PageImage.Channels));
                }
            }
        });
    }

    /// <summary>Reads one page.</summary>
    private readonly ref struct Sampler(byte* input, PageSize size, float* weightsDown, float* weightsAcross)
    {
        private const int Mask = CubicWeights.Steps - 1;
        private readonly int _stride = size.Width * PageImage.Channels;

        /// <summary>A row of the new page: eight pixels at once where all of them lie well inside, the others one by one.</summary>
        public void Run(int y, short* shiftX, short* shiftY, byte* output)
        {
            int* offsets = stackalloc int[Lanes];
            int* stepsX = stackalloc int[Lanes];
            int* stepsY = stackalloc int[Lanes];
            Vector256<int> columns = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * CubicWeights.Steps;
            int x = 0;
            for (; Avx2.IsSupported && x <= size.Width - Lanes - Overrun; x += Lanes)
            {
                Vector256<int> u = columns + Vector256.Create(x * CubicWeights.Steps) - Wide(shiftX + x);
                Vector256<int> v = Vector256.Create(y * CubicWeights.Steps) - Wide(shiftY + x);
                Vector256<int> left = (u >> CubicWeights.Bits) - Vector256<int>.One;
                Vector256<int> top = (v >> CubicWeights.Bits) - Vector256<int>.One;
                byte* pixel = output + (x * PageImage.Channels);
                if (!AllInside(left, top))
                {
                    for (int lane = 0; lane < Lanes; lane++)
                    {
                        Careful(pixel + (lane * PageImage.Channels), u[lane], v[lane]);
                    }

                    continue;
                }

                ((top * _stride) + (left * PageImage.Channels)).Store(offsets);
                (u & Vector256.Create(Mask)).Store(stepsX);
                (v & Vector256.Create(Mask)).Store(stepsY);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    float* down = weightsDown + (stepsY[lane] * CubicWeights.Taps);
                    float* across = weightsAcross + (stepsX[lane] * CubicWeights.SpreadLength);
                    *(uint*)(pixel + (lane * PageImage.Channels)) = Inside(input + offsets[lane], down, across);
                }
            }

            for (; x < size.Width; x++)
            {
                int u = (x * CubicWeights.Steps) - shiftX[x];
                Careful(output + (x * PageImage.Channels), u, (y * CubicWeights.Steps) - shiftY[x]);
            }
        }

        private static Vector256<int> Wide(short* at) => Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe());

        /// <summary>Whether four rows of sixteen bytes, of which the last four have no weight, lie on the page.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private bool AllInside(Vector256<int> left, Vector256<int> top)
        {
            Vector256<int> outside = left | top | (Vector256.Create(size.Width - 6) - left) | (Vector256.Create(size.Height - 4) - top);
            return outside.ExtractMostSignificantBits() == 0;
        }

        /// <summary>Red, green, blue and an unused byte.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private uint Inside(byte* corner, float* down, float* across)
        {
            Vector256<float> low = Vector256<float>.Zero;
            Vector256<float> high = Vector256<float>.Zero;
            for (int k = 0; k < CubicWeights.Taps; k++, corner += _stride)
            {
                Vector256<float> weight = Vector256.Create(down[k]);
                low = Vector256.MultiplyAddEstimate(Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(corner)), weight, low);
                high = Vector256.MultiplyAddEstimate(Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(corner + 8)), weight, high);
            }

            low *= Vector256.Load(across);
            high *= Vector256.Load(across + Lanes);
            Vector128<byte> a = low.GetLower().AsByte();
            Vector128<byte> b = low.GetUpper().AsByte();
            Vector128<byte> c = high.GetLower().AsByte();
            Vector128<float> sum = low.GetLower() + Ssse3.AlignRight(b, a, 12).AsSingle() +
                Ssse3.AlignRight(c, b, 8).AsSingle() + Ssse3.AlignRight(c, c, 4).AsSingle();
            Vector128<short> words = Sse2.PackSignedSaturate(Sse2.ConvertToVector128Int32(sum), Vector128<int>.Zero);
            return Sse2.PackUnsignedSaturate(words, words).AsUInt32().ToScalar();
        }

        private void Careful(byte* pixel, int u, int v)
        {
            (int left, int top) = ((u >> CubicWeights.Bits) - 1, (v >> CubicWeights.Bits) - 1);
            float* down = weightsDown + ((v & Mask) * CubicWeights.Taps);
            float* across = weightsAcross + ((u & Mask) * CubicWeights.SpreadLength);
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                float sum = 0;
                for (int j = 0; j < CubicWeights.Taps; j++)
                {
                    for (int i = 0; i < CubicWeights.Taps; i++)
                    {
                        bool onPage = (uint)(left + i) < (uint)size.Width && (uint)(top + j) < (uint)size.Height;
                        byte sample = onPage ? input[((nint)(top + j) * _stride) + ((left + i) * PageImage.Channels) + channel] : (byte)0;
                        sum += sample * down[j] * across[i * PageImage.Channels];
                    }
                }

                pixel[channel] = (byte)Math.Clamp(MathF.Round(sum), 0, byte.MaxValue);
            }
        }
    }
}
