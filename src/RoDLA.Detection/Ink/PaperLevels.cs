using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RoDLA.Detection.Ink;

/// <summary>
/// Tells ink from paper. The paper of a square of 16 pixels is the mean of the lighter or of the darker half, whichever is more; of the
/// squares round it the median counts, so that large letters are no paper. Ink is what differs from its paper by a share of the most that
/// it could differ.
/// </summary>
internal static class PaperLevels
{
    private const int Cell = 16;
    private const int Reach = 2;

    // Of the greatest difference that the paper leaves.
    private const double Contrast = 45.0 / 255;

    /// <summary>Writes 1 for ink and 0 for paper.</summary>
    /// <param name="levels">Grey levels, row after row.</param>
    /// <param name="size">Size of the page, at least a square.</param>
    /// <param name="ink">Gets the ink, row after row.</param>
    public static void MarkInk(ReadOnlySpan<byte> levels, PageSize size, Span<byte> ink)
    {
        (int across, int down) = (size.Width / Cell, size.Height / Cell);
        byte[] measured = ArrayPool<byte>.Shared.Rent(across * down);
        byte[] smoothed = ArrayPool<byte>.Shared.Rent(across * down);
        try
        {
            for (int y = 0; y < down; y++)
            {
                for (int x = 0; x < across; x++)
                {
                    measured[(y * across) + x] = Paper(levels[((y * Cell * size.Width) + (x * Cell))..], size.Width);
                }
            }

            Smooth(measured, smoothed, across, down, 1);
            Smooth(smoothed, measured, across, down, across);
            for (int y = 0; y < size.Height; y++)
            {
                int row = y * size.Width;
                Mark(
                    levels.Slice(row, size.Width),
                    measured.AsSpan(Math.Min(y / Cell, down - 1) * across, across),
                    ink.Slice(row, size.Width));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(measured);
            ArrayPool<byte>.Shared.Return(smoothed);
        }
    }

    /// <summary>The level of the paper in a square.</summary>
    private static byte Paper(ReadOnlySpan<byte> levels, int stride)
    {
        ref byte corner = ref MemoryMarshal.GetReference(levels);
        Vector128<ushort> sums = Vector128<ushort>.Zero;
        for (int y = 0; y < Cell; y++)
        {
            (Vector128<ushort> left, Vector128<ushort> right) = Vector128.Widen(Vector128.LoadUnsafe(ref corner, (nuint)(y * stride)));
            sums += left + right;
        }

        int sum = Vector128.Sum(sums);
        Vector128<byte> mean = Vector128.Create((byte)(sum / (Cell * Cell)));
        Vector128<ushort> lightSums = Vector128<ushort>.Zero;
        Vector128<byte> lightCounts = Vector128<byte>.Zero;
        for (int y = 0; y < Cell; y++)
        {
            Vector128<byte> row = Vector128.LoadUnsafe(ref corner, (nuint)(y * stride));
            Vector128<byte> isLight = Vector128.GreaterThanOrEqual(row, mean);
            (Vector128<ushort> left, Vector128<ushort> right) = Vector128.Widen(row & isLight);
            lightSums += left + right;
            lightCounts -= isLight;
        }

        (Vector128<ushort> first, Vector128<ushort> second) = Vector128.Widen(lightCounts);
        (int light, int count) = (Vector128.Sum(lightSums), Vector128.Sum(first + second));
        return (byte)(count >= Cell * Cell / 2 ? light / count : (sum - light) / ((Cell * Cell) - count));
    }

    /// <summary>The median of five squares, in a row or in a column.</summary>
    private static void Smooth(ReadOnlySpan<byte> source, Span<byte> target, int across, int down, int step)
    {
        for (int y = 0; y < down; y++)
        {
            for (int x = 0; x < across; x++)
            {
                (int at, int last) = step == 1 ? (x, across - 1) : (y, down - 1);
                int origin = (y * across) + x - (at * step);
                target[(y * across) + x] = Median(
                    source[origin + (Math.Max(at - Reach, 0) * step)],
                    source[origin + (Math.Max(at - 1, 0) * step)],
                    source[origin + (at * step)],
                    source[origin + (Math.Min(at + 1, last) * step)],
                    source[origin + (Math.Min(at + Reach, last) * step)]);
            }
        }
    }

    private static byte Median(byte a, byte b, byte c, byte d, byte e)
    {
        (a, b) = (Math.Min(a, b), Math.Max(a, b));
        (d, e) = (Math.Min(d, e), Math.Max(d, e));
        (byte low, byte high) = (Math.Max(a, d), Math.Min(b, e));
        return Math.Max(Math.Min(low, high), Math.Min(Math.Max(low, high), c));
    }

    private static void Mark(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> papers, Span<byte> ink)
    {
        ref byte source = ref MemoryMarshal.GetReference(levels);
        ref byte target = ref MemoryMarshal.GetReference(ink);
        for (int cell = 0; cell < papers.Length; cell++)
        {
            Vector128<byte> paper = Vector128.Create(papers[cell]);
            Vector128<byte> row = Vector128.LoadUnsafe(ref source, (nuint)(cell * Cell));
            Vector128<byte> difference = Vector128.Max(row, paper) - Vector128.Min(row, paper);
            Vector128<byte> isInk = Vector128.GreaterThan(difference, Vector128.Create(Threshold(papers[cell])));
            (isInk & Vector128<byte>.One).StoreUnsafe(ref target, (nuint)(cell * Cell));
        }

        byte last = papers[^1];
        for (int x = papers.Length * Cell; x < levels.Length; x++)
        {
            ink[x] = Math.Abs(levels[x] - last) > Threshold(last) ? (byte)1 : (byte)0;
        }
    }

    private static byte Threshold(byte paper) => (byte)(Contrast * Math.Max(paper, byte.MaxValue - paper));
}
