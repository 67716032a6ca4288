using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Makes rows of a bilinearly resized page: two rows blended to 128ths of a grey level, then pairs of pixels along the row, eight of the
/// new ones at a time.
/// </summary>
internal sealed unsafe class RowResizer : IDisposable
{
    private const int FractionBits = 7;
    private const int Half = 1 << (FractionBits - 1);
    private const int Lanes = 32;
    private const int Pixels = 8;
    private const int OutputBytes = 32;

    // A register holds 32 samples, ten whole pixels; the last pixel read needs its right neighbour too.
    private const int ReachOfOne = 8;
    private const int ReachOfTwo = 19;

    private readonly PooledBuffer<ResizeStep> _steps;
    private readonly PooledBuffer<ushort> _places;
    private readonly PooledBuffer<short> _shares;
    private readonly int _fromStride;
    private readonly int _width;
    private readonly int _reach;

    public RowResizer(int from, int to, bool area)
    {
        _fromStride = from * PageImage.Channels;
        _width = to;
        _steps = ResizeStep.Line(from, to, area);
        int blocks = (to + Pixels - 1) / Pixels;
        _places = new PooledBuffer<ushort>((long)blocks * Lanes);
        _shares = new PooledBuffer<short>((long)blocks * Lanes);
        for (int block = 0; block < blocks; block++)
        {
            _reach = Math.Max(_reach, Plan(block));
        }
    }

    /// <summary>Length of the buffers for a source line, in bytes and in shorts: the line and padding.</summary>
    public int LineBytes => _fromStride + (2 * Lanes);

    /// <summary>Makes one row.</summary>
    /// <param name="upper">Row above.</param>
    /// <param name="lower">Row below.</param>
    /// <param name="share">Share of the row below, in 2¹⁵ths.</param>
    /// <param name="blended">Buffer for a line.</param>
    /// <param name="output">The row; nothing beyond it is written.</param>
    public void Run(byte* upper, byte* lower, short share, short* blended, byte* output)
    {
        Vector256<short> part = Vector256.Create(share);
        for (int x = 0; x < _fromStride; x += Vector256<short>.Count)
        {
            Vector256<short> a = Wide(upper + x);
            (a + FixedPoint.MultiplyRound(Wide(lower + x) - a, part)).Store(blended + x);
        }

        fixed (ResizeStep* steps = _steps.Span)
        fixed (ushort* places = _places.Span)
        fixed (short* shares = _shares.Span)
        {
            byte* end = stackalloc byte[OutputBytes];
            for (int x = 0; x < _width; x += Pixels)
            {
                int bytes = Math.Min(Pixels, _width - x) * PageImage.Channels;
                bool direct = (_width - x) * PageImage.Channels >= OutputBytes;
                byte* to = direct ? output + (x * PageImage.Channels) : end;
                if (Avx512BW.IsSupported && _reach <= ReachOfTwo)
                {
                    short* start = blended + (steps[x].Index * PageImage.Channels);
                    int lane = x / Pixels * Lanes;
                    Block(start, Vector512.Load(places + lane), Vector512.Load(shares + lane), to);
                }
                else
                {
                    OneByOne(blended, steps + x, Math.Min(Pixels, _width - x), to);
                }

                if (!direct)
                {
                    new ReadOnlySpan<byte>(end, bytes).CopyTo(new Span<byte>(output + (x * PageImage.Channels), bytes));
                }
            }
        }
    }

    public void Dispose()
    {
        _steps.Dispose();
        _places.Dispose();
        _shares.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Block(short* start, Vector512<ushort> places, Vector512<short> shares, byte* output)
    {
        Vector512<ushort> next = places + Vector512.Create((ushort)PageImage.Channels);
        Vector512<ushort> first = Vector512.Load((ushort*)start);
        Vector512<short> left;
        Vector512<short> right;
        if (_reach <= ReachOfOne)
        {
            left = Avx512BW.PermuteVar32x16(first, places).AsInt16();
            right = Avx512BW.PermuteVar32x16(first, next).AsInt16();
        }
        else
        {
            Vector512<ushort> second = Vector512.Load((ushort*)start + Lanes);
            left = Avx512BW.PermuteVar32x16x2(first, places, second).AsInt16();
            right = Avx512BW.PermuteVar32x16x2(first, next, second).AsInt16();
        }

        Vector512<short> mixed = left + Avx512BW.MultiplyHighRoundScale(right - left, shares) + Vector512.Create((short)Half);
        Avx512BW.ConvertToVector256Byte(mixed >> FractionBits).Store(output);
    }

    private static void OneByOne(short* blended, ResizeStep* steps, int count, byte* output)
    {
        for (int i = 0; i < count; i++)
        {
            short* at = blended + (steps[i].Index * PageImage.Channels);
            Vector128<short> left = Vector128.Load(at);
            Vector128<short> right = Vector128.Load(at + PageImage.Channels);
            Vector128<short> mixed = left + FixedPoint.MultiplyRound(right - left, Vector128.Create(steps[i].Share));
            Vector128<ushort> levels = ((mixed + Vector128.Create((short)Half)) >> FractionBits).AsUInt16();
            *(uint*)(output + (i * PageImage.Channels)) = Vector128.Narrow(levels, levels).AsUInt32().ToScalar();
        }
    }

    /// <summary>Where the samples of eight pixels lie, counted from the first; returns the columns between first and last.</summary>
    private int Plan(int block)
    {
        ReadOnlySpan<ResizeStep> steps = _steps.Span[(block * Pixels)..Math.Min(_width, (block + 1) * Pixels)];
        for (int lane = 0; lane < Lanes; lane++)
        {
            ResizeStep step = steps[Math.Min(lane / PageImage.Channels, steps.Length - 1)];
            int place = ((step.Index - steps[0].Index) * PageImage.Channels) + (lane % PageImage.Channels);
            _places.Array[(block * Lanes) + lane] = (ushort)place;
            _shares.Array[(block * Lanes) + lane] = step.Share;
        }

        return steps[^1].Index - steps[0].Index;
    }

    private static Vector256<short> Wide(byte* at) =>
        (Vector256.WidenLower(Vector128.Load(at).ToVector256Unsafe()) << FractionBits).AsInt16();
}
