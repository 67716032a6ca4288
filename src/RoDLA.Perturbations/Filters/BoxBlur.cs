using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>
/// A wide Gaussian as three box passes along the rows and three down the columns, rounded to bytes after each pass, edges repeated. Panels
/// of 32 lanes process 32 lines with one running sum.
/// </summary>
internal static unsafe class BoxBlur
{
    private const int Lanes = 32;
    private const int Passes = 3;
    private const int Bits = 24;
    private const uint Half = 1u << (Bits - 1);

    /// <summary>Blurs a plane of bytes in place.</summary>
    public static void Blur(byte[] plane, int width, int height, double sigma, RowBands bands)
    {
        Box kernel = ForGaussian(sigma);
        bands.For(height, Lanes, (first, last) =>
        {
            using var panels = new PooledBuffer<byte>(2L * width * Lanes);
            fixed (byte* bytes = plane, panel = panels.Span)
            {
                byte* rows = bytes + ((nint)first * width);
                if (new ReadOnlySpan<byte>(rows, (last - first) * width).ContainsAnyExcept(byte.MaxValue))
                {
                    Turn(rows, width, last - first, panel);
                    byte* result = Slide(panel, panel + ((nint)width * Lanes), width, kernel);
                    TurnBack(result, rows, width, last - first);
                }
            }
        });
        bands.For(width, Lanes, (first, last) =>
        {
            using var panels = new PooledBuffer<byte>(2L * height * Lanes);
            panels.Span.Clear();
            fixed (byte* bytes = plane, panel = panels.Span)
            {
                int lanes = last - first;
                for (int y = 0; y < height; y++)
                {
                    new Span<byte>(bytes + ((nint)y * width) + first, lanes).CopyTo(new Span<byte>(panel + ((nint)y * Lanes), lanes));
                }

                byte* result = Slide(panel, panel + ((nint)height * Lanes), height, kernel);
                for (int y = 0; y < height; y++)
                {
                    new Span<byte>(result + ((nint)y * Lanes), lanes).CopyTo(new Span<byte>(bytes + ((nint)y * width) + first, lanes));
                }
            }
        });
    }

    /// <summary>A box with soft ends, three of which make a Gaussian, by Pillow's rule.</summary>
    private static Box ForGaussian(double sigma)
    {
        double variance = sigma * sigma / Passes;
        double length = Math.Sqrt((12 * variance) + 1);
        double whole = Math.Floor((length - 1) / 2);
        double part = ((2 * whole) + 1) * ((whole * (whole + 1)) - (3 * variance));
        part /= 6 * (variance - ((whole + 1) * (whole + 1)));
        int radius = (int)whole;
        uint full = (uint)((1 << Bits) / (((whole + part) * 2) + 1));
        uint edge = ((1u << Bits) - (uint)((2 * radius) + 1) * full) / 2;
        return new Box(radius, full, edge);
    }

    private static void Turn(byte* rows, int width, int count, byte* panel)
    {
        for (int row = 0; row < Lanes; row++)
        {
            byte* from = rows + ((nint)Math.Min(row, count - 1) * width);
            for (int x = 0; x < width; x++)
            {
                panel[(x * Lanes) + row] = from[x];
            }
        }
    }

    private static void TurnBack(byte* panel, byte* rows, int width, int count)
    {
        for (int row = 0; row < count; row++)
        {
            byte* to = rows + ((nint)row * width);
            for (int x = 0; x < width; x++)
            {
                to[x] = panel[(x * Lanes) + row];
            }
        }
    }

    /// <summary>Runs the passes alternately between two panels; returns the one with the result.</summary>
    private static byte* Slide(byte* panel, byte* other, int length, Box kernel)
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int lane = 0; lane < Lanes; lane += Vector256<uint>.Count)
            {
                Pass(panel + lane, other + lane, length, kernel);
            }

            byte* result = other;
            other = panel;
            panel = result;
        }

        return panel;
    }

    private static void Pass(byte* input, byte* output, int length, Box kernel)
    {
        int end = length - 1;
        Vector256<uint> sum = Wide(input) * (uint)(kernel.Radius + 1);
        for (int i = 1; i <= kernel.Radius; i++)
        {
            sum += Wide(input + ((nint)Math.Min(i, end) * Lanes));
        }

        for (int x = 0; x < length; x++)
        {
            Vector256<uint> before = Wide(input + ((nint)Math.Max(x - kernel.Radius - 1, 0) * Lanes));
            Vector256<uint> after = Wide(input + ((nint)Math.Min(x + kernel.Radius + 1, end) * Lanes));
            Vector256<uint> value = (sum * kernel.Full) + ((before + after) * kernel.Edge) + Vector256.Create(Half);
            Narrow(value >>> Bits, output + ((nint)x * Lanes));
            sum += after - Wide(input + ((nint)Math.Max(x - kernel.Radius, 0) * Lanes));
        }
    }

    private static Vector256<uint> Wide(byte* at)
    {
        Vector128<ushort> half = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)at).AsByte());
        return Vector256.WidenLower(half.ToVector256Unsafe());
    }

    private static void Narrow(Vector256<uint> value, byte* at)
    {
        Vector128<ushort> half = Vector128.Narrow(value.GetLower(), value.GetUpper());
        *(ulong*)at = Vector128.Narrow(half, half).AsUInt64().ToScalar();
    }

    /// <summary><paramref name="Radius"/> neighbours of full weight on either side, and one beyond of less; in 2²⁴ths.</summary>
    private readonly record struct Box(int Radius, uint Full, uint Edge);
}
