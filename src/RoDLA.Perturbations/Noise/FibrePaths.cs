using System.Runtime.InteropServices;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Noise;

/// <summary>
/// Paper fibres, ocrodeg's make_fibrous_image: random walks of 500 half-pixel steps whose direction turns by Cauchy-distributed angles.
/// The walks are computed in parallel and painted in order, since later ones cover earlier ones.
/// </summary>
internal static class FibrePaths
{
    public const float BrightestFibre = 0.25f;

    private const int Steps = 500;
    private const int Padded = 504;
    private const int Words = Padded + 4;
    private const double StepLength = 0.5;
    private const float TurnScale = 0.01f;
    private const double Margin = 0.1;
    private const float WordUnit = 1f / 4294967296f;

    /// <summary>Clears a plane and paints onto it.</summary>
    public static void Paint(
        RandomStream random, int fibres, PooledBuffer<float> plane, PageSize size, RowBands bands)
    {
        using var pixels = new PooledBuffer<int>((long)fibres * Steps);
        using var values = new PooledBuffer<float>(fibres);
        bands.For(fibres, (first, last) =>
        {
            Span<uint> words = stackalloc uint[Words];
            for (int fibre = first; fibre < last; fibre++)
            {
                random.FillRow(fibre, MemoryMarshal.Cast<uint, ushort>(words));
                values.Array[fibre] = Uniform(words[Padded]) * BrightestFibre;
                Walk(words, size, pixels.Slice((long)fibre * Steps, Steps));
            }
        });
        plane.Span.Clear();
        float[] paper = plane.Array;
        for (int fibre = 0; fibre < fibres; fibre++)
        {
            float value = values.Array[fibre];
            foreach (int pixel in pixels.Slice((long)fibre * Steps, Steps))
            {
                paper[pixel] = value;
            }
        }
    }

    private static void Walk(Span<uint> words, PageSize size, Span<int> pixels)
    {
        Span<float> angles = stackalloc float[Padded];
        Span<float> sines = stackalloc float[Padded];
        Turns(words, angles);
        double angle = 2 * Math.PI * Uniform(words[Padded + 1]);
        foreach (ref float turn in angles)
        {
            angle += turn;
            turn = (float)Math.IEEERemainder(angle, 2 * Math.PI);
        }

        for (int i = 0; i < Padded; i += Vector256<float>.Count)
        {
            (Vector256<float> sine, Vector256<float> cosine) = Vector256.SinCos(Vector256.Create<float>(angles[i..]));
            sine.CopyTo(sines[i..]);
            cosine.CopyTo(angles[i..]);
        }

        double y = Place(words[Padded + 2], size.Height);
        double x = Place(words[Padded + 3], size.Width);
        for (int i = 0; i < Steps; i++)
        {
            y += StepLength * angles[i];
            x += StepLength * sines[i];
            int row = (int)Math.Clamp(y, 0, size.Height - Margin);
            int column = (int)Math.Clamp(x, 0, size.Width - Margin);
            pixels[i] = (row * size.Width) + column;
        }
    }

    /// <summary>Cauchy numbers, by the tangent of a uniform angle.</summary>
    private static void Turns(ReadOnlySpan<uint> words, Span<float> turns)
    {
        for (int i = 0; i < Padded; i += Vector256<float>.Count)
        {
            Vector256<float> uniform = Vector256.ConvertToSingle(Vector256.Create<uint>(words[i..]).AsInt32()) * WordUnit;
            (Vector256<float> sine, Vector256<float> cosine) = Vector256.SinCos(uniform * MathF.PI);
            (sine / cosine * TurnScale).CopyTo(turns[i..]);
        }
    }

    private static float Uniform(uint word) => (word >> 8) * (1f / (1 << 24));

    private static int Place(uint word, int count) => (int)(((ulong)word * (uint)count) >> 32);
}
