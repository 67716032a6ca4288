using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Noise;

/// <summary>Planes of independent uniform noise in [0, 1), 16 bits deep.</summary>
internal static class NoisePlane
{
    private const float Unit = 1f / 65536;

    public static void Fill(RandomStream stream, float[] plane, int width, int height, RowBands bands) => bands.For(height, (first, last) =>
    {
        using var scratch = new PooledBuffer<ushort>(width);
        for (int y = first; y < last; y++)
        {
            stream.FillRow(y, scratch.Span);
            ToUnitInterval(scratch.Span, plane.AsSpan(y * width, width));
        }
    });

    private static void ToUnitInterval(ReadOnlySpan<ushort> words, Span<float> values)
    {
        int x = 0;
        for (; x <= values.Length - Vector256<ushort>.Count; x += Vector256<ushort>.Count)
        {
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Create<ushort>(words[x..]));
            ((Vector256.ConvertToSingle(low.AsInt32()) + Vector256.Create(0.5f)) * Unit).CopyTo(values[x..]);
            ((Vector256.ConvertToSingle(high.AsInt32()) + Vector256.Create(0.5f)) * Unit).CopyTo(values[(x + Vector256<uint>.Count)..]);
        }

        for (; x < values.Length; x++)
        {
            values[x] = (words[x] + 0.5f) * Unit;
        }
    }
}
