using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RoDLA.Imaging;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Takes each pixel of a page from a position on another by bilinear interpolation with 5-bit weights; beyond the page is black.
/// </summary>
internal static unsafe class BilinearWarp
{
    private const int Bits = BilinearWeights.Bits;
    private const int Unit = BilinearWeights.Unit;
    private const int Block = 256;
    private const int Lanes = 8;
    private const int Overrun = 16;

    public static void Run<TCoordinates>(
        PageImage source, PageImage target, TCoordinates coordinates, int maxThreads, CancellationToken cancellationToken)
        where TCoordinates : struct, IRowCoordinates
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (PageSize size, int width) = (source.Size, target.Width);
        new RowBands(maxThreads, cancellationToken).For(target.Height, (first, last) =>
        {
            Span<int> across = stackalloc int[Block];
            Span<int> down = stackalloc int[Block];
            fixed (byte* input = from.Span, output = to.Span, weightsAcross = BilinearWeights.Across, weightsDown = BilinearWeights.Down)
            {
                var sampler = new Sampler(input, size, weightsAcross, weightsDown);
                for (int y = first; y < last; y++)
                {
                    byte* row = output + ((nint)y * width * PageImage.Channels);
                    for (int x = 0; x < width; x += Block)
                    {
                        int count = Math.Min(Block, width - x);
                        coordinates.Fill(y, x, across[..count], down[..count]);
                        sampler.Run(row + (x * PageImage.Channels), across[..count], down[..count], x + count == width);
                    }
                }
            }
        });
    }

    /// <summary>Reads one page.</summary>
    private readonly ref struct Sampler(byte* input, PageSize size, byte* weightsAcross, byte* weightsDown)
    {
        private readonly int _stride = size.Width * PageImage.Channels;

        /// <summary>Eight pixels at once where all of them lie inside, or all outside; the others one by one.</summary>
        public void Run(byte* output, ReadOnlySpan<int> across, ReadOnlySpan<int> down, bool endsRow)
        {
            int* offsets = stackalloc int[Lanes];
            int* indexX = stackalloc int[Lanes];
            int* indexY = stackalloc int[Lanes];
            int spare = endsRow ? (Overrun + PageImage.Channels - 1) / PageImage.Channels : 0;
            int i = 0;
            while (i < across.Length)
            {
                byte* pixel = output + (i * PageImage.Channels);
                if (!Ssse3.IsSupported || i + Lanes + spare > across.Length)
                {
                    Careful(pixel, across[i], down[i]);
                    i++;
                    continue;
                }

                Vector256<int> u = Vector256.Create(across[i..]);
                Vector256<int> v = Vector256.Create(down[i..]);
                Vector256<int> x = u >> Bits;
                Vector256<int> y = v >> Bits;
                if (AllInside(x, y))
                {
                    ((y * _stride) + (x * PageImage.Channels)).Store(offsets);
                    ((u & Vector256.Create(Unit - 1)) << BilinearWeights.EntryBits).Store(indexX);
                    ((v & Vector256.Create(Unit - 1)) << BilinearWeights.EntryBits).Store(indexY);
                    Four(pixel, offsets, indexX, indexY);
                    Four(pixel + (4 * PageImage.Channels), offsets + 4, indexX + 4, indexY + 4);
                }
                else if (AllOutside(x, y))
                {
                    new Span<byte>(pixel, Lanes * PageImage.Channels).Clear();
                }
                else
                {
                    for (int lane = 0; lane < Lanes; lane++)
                    {
                        Careful(pixel + (lane * PageImage.Channels), across[i + lane], down[i + lane]);
                    }
                }

                i += Lanes;
            }
        }

        /// <summary>Whether all eight bytes that a pixel is read with lie on the page, on both rows.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private bool AllInside(Vector256<int> x, Vector256<int> y)
        {
            Vector256<int> outside = x | y | (Vector256.Create(size.Width - 3) - x) | (Vector256.Create(size.Height - 2) - y);
            return outside.ExtractMostSignificantBits() == 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private bool AllOutside(Vector256<int> x, Vector256<int> y)
        {
            Vector256<int> outside = (x + Vector256<int>.One) | (y + Vector256<int>.One) |
                (Vector256.Create(size.Width - 1) - x) | (Vector256.Create(size.Height - 1) - y);
            return outside.ExtractMostSignificantBits() == byte.MaxValue;
        }

        /// <summary>Writes sixteen bytes, the last four of them nothing.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Four(byte* pixel, int* offsets, int* indexX, int* indexY)
        {
            Vector128<short> low = Sse2.PackSignedSaturate(
                One(offsets[0], indexX[0], indexY[0]), One(offsets[1], indexX[1], indexY[1]));
            Vector128<short> high = Sse2.PackSignedSaturate(
                One(offsets[2], indexX[2], indexY[2]), One(offsets[3], indexX[3], indexY[3]));
            Vector128<byte> dense = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
            Ssse3.Shuffle(Sse2.PackUnsignedSaturate(low, high), dense).Store(pixel);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector128<int> One(int offset, int indexX, int indexY)
        {
            byte* corner = input + offset;
            Vector128<byte> four = Vector128.Create(*(ulong*)corner, *(ulong*)(corner + _stride)).AsByte();
            Vector128<byte> pairs = Vector128.Create((byte)0, 3, 8, 11, 1, 4, 9, 12, 2, 5, 10, 13, 255, 255, 255, 255);
            Vector128<short> columns = Ssse3.MultiplyAddAdjacent(
                Ssse3.Shuffle(four, pairs), Vector128.Load(weightsAcross + indexX).AsSByte());
            Vector128<int> sum = Sse2.MultiplyAddAdjacent(columns, Vector128.Load(weightsDown + indexY).AsInt16());
            return (sum + Vector128.Create(1 << ((2 * Bits) - 1))) >> (2 * Bits);
        }

        private void Careful(byte* pixel, int u, int v)
        {
            (int x, int y) = (u >> Bits, v >> Bits);
            (int fx, int fy) = (u & (Unit - 1), v & (Unit - 1));
            for (int channel = 0; channel < PageImage.Channels; channel++)
            {
                int sum = (Unit - fy) * (((Unit - fx) * At(x, y, channel)) + (fx * At(x + 1, y, channel)));
                sum += fy * (((Unit - fx) * At(x, y + 1, channel)) + (fx * At(x + 1, y + 1, channel)));
                pixel[channel] = (byte)((sum + (1 << ((2 * Bits) - 1))) >> (2 * Bits));
            }
        }

        private int At(int x, int y, int channel) => (uint)x < (uint)size.Width && (uint)y < (uint)size.Height
            ? input[((nint)y * _stride) + (x * PageImage.Channels) + channel]
            : 0;
    }
}
