using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Turning;

/// <summary>
/// The ink of a page, added up along strips of four columns: enough for its profile at any small angle, since each row of a strip is
/// nearly level. The memory is rented.
/// </summary>
internal sealed class InkStrips : IDisposable
{
    /// <summary>Greatest angle in degrees.</summary>
    public const double MaxAngle = 17.5;

    private const int Width = 4;

    private readonly int _count;
    private readonly int _length;
    private readonly int _reach;
    private readonly byte[] _sums;
    private readonly ushort[] _profile;

    private InkStrips(int count, int length)
    {
        _count = count;
        _length = length;
        _reach = (int)(Math.Tan(MaxAngle * Math.PI / 180) * count * Width / 2) + 1;
        _sums = LargeArrayPool.Shared.Rent<byte>(Math.Max(1, count * length));
        _profile = ArrayPool<ushort>.Shared.Rent(ProfileLength + (2 * Vector<ushort>.Count));
    }

    private int ProfileLength => _length + (2 * _reach);

    /// <summary>Strips of columns: for the profile of the rows, which are the lines of an upright page.</summary>
    public static InkStrips OfColumns(InkPage page)
    {
        (int width, int height) = (page.Size.Width, page.Size.Height);
        InkStrips strips = new(width / Width, height);
        byte[] sums = strips._sums;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<uint> fours = MemoryMarshal.Cast<byte, uint>(page.Ink.Slice(y * width, width));
            for (int strip = 0, at = y; strip < fours.Length; strip++, at += height)
            {
                sums[at] = (byte)((fours[strip] * 0x01010101u) >> 24);
            }
        }

        return strips;
    }

    /// <summary>Strips of rows: for the profile of the columns, which are the lines of a page that lies on its side.</summary>
    public static InkStrips OfRows(InkPage page)
    {
        (int width, int height) = (page.Size.Width, page.Size.Height);
        InkStrips strips = new(height / Width, width);
        for (int strip = 0; strip < strips._count; strip++)
        {
            Span<byte> sums = strips._sums.AsSpan(strip * width, width);
            sums.Clear();
            for (int y = strip * Width; y < (strip + 1) * Width; y++)
            {
                TensorPrimitives.Add(sums, page.Ink.Slice(y * width, width), sums);
            }
        }

        return strips;
    }

    /// <summary>
    /// How sharply the lines stand out at an angle: the sum of the squared differences of neighbouring rows of the profile.
    /// </summary>
    /// <param name="degrees">By how much lines fall along the strips, up to <see cref="MaxAngle"/>.</param>
    public double Sharpness(double degrees) => SquaredDifferences(Fill(degrees, 0, _count));

    /// <summary>The ink of each row of a part of the page at an angle; valid until the next call.</summary>
    /// <param name="degrees">By how much lines fall along the strips, up to <see cref="MaxAngle"/>.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">Of how many.</param>
    /// <param name="width">Pixels of a row.</param>
    public ReadOnlySpan<ushort> Profile(double degrees, int part, int parts, out int width)
    {
        (int first, int last) = (part * _count / parts, (part + 1) * _count / parts);
        width = (last - first) * Width;
        return Fill(degrees, first, last)[..ProfileLength];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LargeArrayPool.Shared.Return(_sums);
        ArrayPool<ushort>.Shared.Return(_profile);
    }

    private ReadOnlySpan<ushort> Fill(double degrees, int first, int last)
    {
        Span<ushort> profile = _profile.AsSpan(0, ProfileLength + (2 * Vector<ushort>.Count));
        profile.Clear();
        double slope = Math.Tan(degrees * Math.PI / 180);
        for (int strip = first; strip < last; strip++)
        {
            double fall = slope * (((strip + 0.5) * Width) - (_count * Width / 2.0));
            Add(_sums.AsSpan(strip * _length, _length), profile[(_reach - (int)Math.Round(fall))..]);
        }

        return profile;
    }

    private static void Add(ReadOnlySpan<byte> strip, Span<ushort> profile)
    {
        ref byte source = ref MemoryMarshal.GetReference(strip);
        ref ushort target = ref MemoryMarshal.GetReference(profile);
        int i = 0;
        for (; i <= strip.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)i), out Vector<ushort> low, out Vector<ushort> high);
            (low + Vector.LoadUnsafe(ref target, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
            int second = i + Vector<ushort>.Count;
            (high + Vector.LoadUnsafe(ref target, (nuint)second)).StoreUnsafe(ref target, (nuint)second);
        }

        for (; i < strip.Length; i++)
        {
            Unsafe.Add(ref target, i) += Unsafe.Add(ref source, i);
        }
    }

    // A row has at most as much ink as the page is wide, a few thousand, so that 32 bits hold the squares of a row but not their sum.
    private double SquaredDifferences(ReadOnlySpan<ushort> profile)
    {
        ref ushort first = ref MemoryMarshal.GetReference(profile);
        double sum = 0;
        for (int i = 0; i < ProfileLength; i += Vector<ushort>.Count)
        {
            Vector<short> difference = Vector.AsVectorInt16(
                Vector.LoadUnsafe(ref first, (nuint)i + 1) - Vector.LoadUnsafe(ref first, (nuint)i));
            Vector.Widen(difference, out Vector<int> low, out Vector<int> high);
            sum += Vector.Sum((low * low) + (high * high));
        }

        return sum;
    }
}
