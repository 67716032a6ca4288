using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RoDLA.Imaging;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Takes each pixel of a page from a position on another by bilinear interpolation with 5-bit weights; beyond the page is black.</summary>
internal static unsafe class BilinearWarp
{
    private const int Bits = 5;
    private const int Unit = 1 << Bits;
    private const int Block = 256;

    public static void Run<TCoordinates>(
        PageImage source, PageImage target, TCoordinates coordinates, int maxThreads, CancellationToken cancellationToken)
        where TCoordinates : struct, IRowCoordinates
    {
        Memory<byte> from = source.Memory;
        Memory<byte> to = target.Memory;
        (PageSize size, int stride, int width) = (source.Size, source.Stride, target.Width);
        new RowBands(maxThreads, cancellationToken).For(target.Height, (first, last) =>
        {
            Span<int> across = stackalloc int[Block];
            Span<int> down = stackalloc int[Block];
            fixed (byte* input = from.Span, output = to.Span)
            {
                for (int y = first; y < last; y++)
                {
                    byte* row = output + ((nint)y * width * PageImage.Channels);
                    for (int x = 0; x < width; x += Block)
                    {
                        int count = Math.Min(Block, width - x);
                        coordinates.Fill(y, x, across[..count], down[..count]);
                        Sample(input, size, stride, row + (x * PageImage.Channels), across[..count], down[..count], x + count == width);
                    }
                }
            }
        });
    }

    private static void Sample(
        byte* input, PageSize size, int stride, byte* output, ReadOnlySpan<int> across, ReadOnlySpan<int> down, bool endsRow)
    {
        uint insideX = (uint)Math.Max(0, size.Width - 2);
        uint insideY = (uint)Math.Max(0, size.Height - 1);
        int fast = Ssse3.IsSupported ? across.Length - (endsRow ? 1 : 0) : 0;
        Vector128<byte> pairs = Vector128.Create((byte)0, 3, 1, 4, 2, 5, 6, 7, 8, 11, 9, 12, 10, 13, 14, 15);
        Vector128<byte> gather = Vector128.Create((byte)0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Vector128<int> half = Vector128.Create(1 << ((2 * Bits) - 1));
        for (int i = 0; i < across.Length; i++)
        {
            (int u, int v) = (across[i], down[i]);
            (int x, int y) = (u >> Bits, v >> Bits);
            (int fx, int fy) = (u & (Unit - 1), v & (Unit - 1));
            byte* pixel = output + (i * PageImage.Channels);
            if (i >= fast || (uint)x >= insideX || (uint)y >= insideY)
            {
                Careful(input, size, stride, pixel, x, y, fx, fy);
                continue;
            }

            byte* corner = input + ((nint)y * stride) + (x * PageImage.Channels);
            Vector128<byte> four = Vector128.Create(*(ulong*)corner, *(ulong*)(corner + stride)).AsByte();
            Vector128<sbyte> weightX = Vector128.Create((short)((fx << 8) | (Unit - fx))).AsSByte();
            Vector128<short> weightY = Vector128.Create((fy << 16) | (Unit - fy)).AsInt16();
            Vector128<short> rows = Ssse3.MultiplyAddAdjacent(Ssse3.Shuffle(four, pairs), weightX);
            Vector128<short> both = Sse2.UnpackLow(rows, Sse2.ShiftRightLogical128BitLane(rows, 8));
            Vector128<int> sum = (Sse2.MultiplyAddAdjacent(both, weightY) + half) >> (2 * Bits);
            *(uint*)pixel = Ssse3.Shuffle(sum.AsByte(), gather).AsUInt32().ToScalar();
        }
    }

    private static void Careful(byte* input, PageSize size, int stride, byte* pixel, int x, int y, int fx, int fy)
    {
        for (int channel = 0; channel < PageImage.Channels; channel++)
        {
            int sum = (Unit - fy) * (((Unit - fx) * At(x, y)) + (fx * At(x + 1, y)));
            sum += fy * (((Unit - fx) * At(x, y + 1)) + (fx * At(x + 1, y + 1)));
            pixel[channel] = (byte)((sum + (1 << ((2 * Bits) - 1))) >> (2 * Bits));

            int At(int column, int row) => (uint)column < (uint)size.Width && (uint)row < (uint)size.Height
                ? input[((nint)row * stride) + (column * PageImage.Channels) + channel]
                : 0;
        }
    }
}
