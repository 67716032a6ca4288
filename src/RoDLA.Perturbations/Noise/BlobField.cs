using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Noise;

/// <summary>
/// Ragged spots, ocrodeg's random_blobs: discs of radius 5 about random seeds, smoothed, times smoothed noise, both stretched to 0..1, and
/// what is over one half.
/// </summary>
internal sealed class BlobField(PageSize size, RowBands bands)
{
    private const int Radius = 5;
    private const int Roughness = 2;
    private const double Sigma = Radius / (2.0 * Roughness);
    private const float Threshold = 0.5f;
    private const float Unit = 1f / 65536;

    /// <summary>Writes 1 for each pixel of a spot, 0 elsewhere.</summary>
    public void Draw(int seeds, RandomStream places, RandomStream noise, PooledBuffer<byte> blobs)
    {
        if (seeds == 0)
        {
            blobs.Span.Clear();
            return;
        }

        using var raw = new PooledBuffer<float>(size.Pixels);
        using var discs = new PooledBuffer<float>(size.Pixels);
        using var smooth = new PooledBuffer<float>(size.Pixels);
        var gaussian = new PlaneGaussian(Sigma);
        PaintDiscs(seeds, places, raw);
        ValueRange discRange = gaussian.Filter(raw.Array, discs.Array, size.Width, size.Height, bands);
        FillWithNoise(noise, raw);
        ValueRange noiseRange = gaussian.Filter(raw.Array, smooth.Array, size.Width, size.Height, bands);
        float scale = 1 / (discRange.Extent * noiseRange.Extent);
        bands.For(size.Height, (first, last) =>
        {
            long start = (long)first * size.Width;
            int length = (last - first) * size.Width;
            Span<byte> result = blobs.Slice(start, length);
            ReadOnlySpan<float> disc = discs.Slice(start, length);
            ReadOnlySpan<float> rough = smooth.Slice(start, length);
            int i = 0;
            for (; i <= result.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256<float> strengths = (Vector256.Create(disc[i..]) - Vector256.Create(discRange.Least)) *
                    (Vector256.Create(rough[i..]) - Vector256.Create(noiseRange.Least)) * scale;
                uint spots = Vector256.GreaterThan(strengths, Vector256.Create(Threshold)).ExtractMostSignificantBits();
                result.Slice(i, Vector256<float>.Count).Clear();
                for (; spots != 0; spots &= spots - 1)
                {
                    result[i + BitOperations.TrailingZeroCount(spots)] = 1;
                }
            }

            for (; i < result.Length; i++)
            {
                float strength = (disc[i] - discRange.Least) * (rough[i] - noiseRange.Least) * scale;
                result[i] = strength > Threshold ? (byte)1 : (byte)0;
            }
        });
    }

    internal void PaintDiscs(int seeds, RandomStream places, PooledBuffer<float> plane)
    {
        Span<float> pixels = plane.Span;
        pixels.Clear();
        RandomCursor random = places.Cursor();
        for (int i = 0; i < seeds; i++)
        {
            int row = random.NextInt(size.Height);
            int column = random.NextInt(size.Width);
            for (int y = Math.Max(0, row - Radius); y <= Math.Min(size.Height - 1, row + Radius); y++)
            {
                int dy = y - row;
                int reach = (int)Math.Ceiling(Math.Sqrt((Radius * Radius) - (dy * dy))) - 1;
                int left = Math.Max(0, column - reach);
                int right = Math.Min(size.Width - 1, column + reach);
                if (left <= right)
                {
                    pixels.Slice((y * size.Width) + left, right - left + 1).Fill(1);
                }
            }
        }
    }

    /// <summary>Independent uniform noise in [0, 1), 16 bits deep.</summary>
    private void FillWithNoise(RandomStream stream, PooledBuffer<float> plane) => bands.For(size.Height, (first, last) =>
    {
        using var scratch = new PooledBuffer<ushort>(size.Width);
        for (int y = first; y < last; y++)
        {
            stream.FillRow(y, scratch.Span);
            ToUnitInterval(scratch.Span, plane.Slice((long)y * size.Width, size.Width));
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
