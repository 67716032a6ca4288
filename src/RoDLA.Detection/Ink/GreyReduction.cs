using System.Numerics;
using System.Runtime.InteropServices;

namespace RoDLA.Detection.Ink;

/// <summary>Reduces a page to grey levels: the mean of the channels over squares of pixels.</summary>
internal static class GreyReduction
{
    /// <summary>Writes the reduced page; columns and rows beyond a whole number of squares are left out.</summary>
    /// <param name="image">The page.</param>
    /// <param name="factor">Side of the squares, at most 257.</param>
    /// <param name="size">Size of the reduced page.</param>
    /// <param name="levels">Gets it, row after row.</param>
    public static void Run(PageImage image, int factor, PageSize size, Span<byte> levels)
    {
        int length = size.Width * factor * PageImage.Channels;
        ushort[] column = ArrayPool<ushort>.Shared.Rent(length);
        try
        {
            Span<ushort> down = column.AsSpan(0, length);
            for (int y = 0; y < size.Height; y++)
            {
                down.Clear();
                for (int row = 0; row < factor; row++)
                {
                    Add(image.Row((y * factor) + row)[..length], down);
                }

                Across(down, factor, levels.Slice(y * size.Width, size.Width));
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(column);
        }
    }

    private static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        ReadOnlySpan<Vector<byte>> bytes = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        Span<Vector<ushort>> vectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(sums);
        for (int i = 0; i < bytes.Length; i++)
        {
            Vector.Widen(bytes[i], out Vector<ushort> low, out Vector<ushort> high);
            vectors[2 * i] += low;
            vectors[(2 * i) + 1] += high;
        }

        for (int i = bytes.Length * Vector<byte>.Count; i < row.Length; i++)
        {
            sums[i] += row[i];
        }
    }

    private static void Across(ReadOnlySpan<ushort> sums, int factor, Span<byte> levels)
    {
        switch (factor)
        {
            case 1:
                for (int x = 0, i = 0; x < levels.Length; x++, i += 3)
                {
                    levels[x] = (byte)((uint)(sums[i] + sums[i + 1] + sums[i + 2]) / 3);
                }

                break;
            case 2:
                for (int x = 0, i = 0; x < levels.Length; x++, i += 6)
                {
                    levels[x] = (byte)((uint)(sums[i] + sums[i + 1] + sums[i + 2] + sums[i + 3] + sums[i + 4] + sums[i + 5]) / 12);
                }

                break;
            default:
                int run = factor * PageImage.Channels;
                uint square = (uint)(factor * run);
                for (int x = 0; x < levels.Length; x++)
                {
                    uint sum = 0;
                    foreach (ushort part in sums.Slice(x * run, run))
                    {
                        sum += part;
                    }

                    levels[x] = (byte)(sum / square);
                }

                break;
        }
    }
}
