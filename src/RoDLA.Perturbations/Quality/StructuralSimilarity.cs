using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Quality;

/// <summary>
/// One level of structural similarity on two planes: an 11 × 11 Gaussian window of σ = 1.5, whole windows only. Source: Wang, Bovik,
/// Sheikh, Simoncelli, "Image quality assessment", 2004; negative contrast terms are taken as 0, as the benchmark's library has it.
/// </summary>
internal sealed unsafe class StructuralSimilarity(RowBands bands)
{
    public const int Window = 11;

    private const int Fields = 5;
    private const double Sigma = 1.5;
    private const float C1 = 0.01f * 255 * 0.01f * 255;
    private const float C2 = 0.03f * 255 * 0.03f * 255;
    private static readonly float[] Weights = [.. GaussianKernel.Weights(Window / 2, Sigma).Select(weight => (float)weight)];

    /// <summary>Means over the plane of the whole similarity and of its contrast and structure part.</summary>
    public (double Similarity, double Contrast) Of(Plane a, Plane b)
    {
        int width = a.Width - Window + 1;
        int height = a.Height - Window + 1;
        var similarities = new double[height];
        var contrasts = new double[height];
        bands.For(height, (first, last) =>
        {
            int padded = a.Width + Vector256<float>.Count;
            using var scratch = new PooledBuffer<float>((long)padded * Fields);
            fixed (float* x = a.Values, y = b.Values, sums = scratch.Span)
            {
                for (int row = first; row < last; row++)
                {
                    Down(x + ((nint)row * a.Width), y + ((nint)row * a.Width), a.Width, sums, padded);
                    (similarities[row], contrasts[row]) = Along(sums, padded, width);
                }
            }
        });
        return (similarities.Sum() / ((double)width * height), contrasts.Sum() / ((double)width * height));
    }

    /// <summary>Weighted sums down the columns of x, y, x², y², xy.</summary>
    private static void Down(float* x, float* y, int width, float* sums, int padded)
    {
        for (int column = 0; column < width; column += Vector256<float>.Count)
        {
            Vector256<float> sx = default, sy = default, sxx = default, syy = default, sxy = default;
            for (int k = 0; k < Window; k++)
            {
                Vector256<float> vx = Vector256.Load(x + ((nint)k * width) + column);
                Vector256<float> vy = Vector256.Load(y + ((nint)k * width) + column);
                Vector256<float> wx = vx * Weights[k];
                Vector256<float> wy = vy * Weights[k];
                sx += wx;
                sy += wy;
                sxx += wx * vx;
                syy += wy * vy;
                sxy += wx * vy;
            }

            sx.Store(sums + column);
            sy.Store(sums + padded + column);
            sxx.Store(sums + (2 * padded) + column);
            syy.Store(sums + (3 * padded) + column);
            sxy.Store(sums + (4 * padded) + column);
        }
    }

    private static (double Similarity, double Contrast) Along(float* sums, int padded, int width)
    {
        Vector256<float> lanes = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        double similarity = 0;
        double contrast = 0;
        for (int x = 0; x < width; x += Vector256<float>.Count)
        {
            Vector256<float> mx = Blur(sums + x);
            Vector256<float> my = Blur(sums + padded + x);
            Vector256<float> sxx = Blur(sums + (2 * padded) + x) - (mx * mx);
            Vector256<float> syy = Blur(sums + (3 * padded) + x) - (my * my);
            Vector256<float> sxy = Blur(sums + (4 * padded) + x) - (mx * my);
            Vector256<float> cs = ((sxy * 2) + Vector256.Create(C2)) / (sxx + syy + Vector256.Create(C2));
            Vector256<float> luma = ((mx * my * 2) + Vector256.Create(C1)) / ((mx * mx) + (my * my) + Vector256.Create(C1));
            cs = Vector256.Max(cs, Vector256<float>.Zero);
            Vector256<float> inside = Vector256.LessThan(lanes + Vector256.Create((float)x), Vector256.Create((float)width));
            similarity += Vector256.Sum(inside & (cs * luma));
            contrast += Vector256.Sum(inside & cs);
        }

        return (similarity, contrast);
    }

    private static Vector256<float> Blur(float* at)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int k = 0; k < Window; k++)
        {
            sum += Vector256.Load(at + k) * Weights[k];
        }

        return sum;
    }
}
