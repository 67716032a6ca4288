using System.Runtime.Intrinsics;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>Gaussian filter of a plane of floats, SciPy's rule: cut off at 4 σ, mirrored with the edge repeated; tells the extremes.</summary>
internal sealed unsafe class PlaneGaussian
{
    private readonly float[] _weights;
    private readonly int _radius;

    public PlaneGaussian(double sigma)
    {
        _radius = (int)((4 * sigma) + 0.5);
        _weights = [.. GaussianKernel.Weights(_radius, sigma).Select(weight => (float)weight)];
    }

    public ValueRange Filter(float[] input, float[] output, int width, int height, int maxThreads, CancellationToken cancellationToken)
    {
        var range = new RangeCollector();
        new RowBands(maxThreads, cancellationToken).For(height, (first, last) =>
        {
            using var scratch = new PooledBuffer<float>(width + (2 * _radius) + Vector256<float>.Count);
            fixed (float* from = input, to = output, row = scratch.Span)
            {
                float** rows = stackalloc float*[_weights.Length];
                ValueRange found = ValueRange.Empty;
                for (int y = first; y < last; y++)
                {
                    for (int k = -_radius; k <= _radius; k++)
                    {
                        rows[k + _radius] = from + ((nint)Mirror.WithEdge(y + k, height) * width);
                    }

                    Down(rows, row + _radius, width);
                    for (int k = 1; k <= _radius; k++)
                    {
                        row[_radius - k] = row[_radius + Mirror.WithEdge(-k, width)];
                        row[_radius + width - 1 + k] = row[_radius + Mirror.WithEdge(width - 1 + k, width)];
                    }

                    float* result = to + ((nint)y * width);
                    Along(row + _radius, result, width);
                    found = found.Including(new ReadOnlySpan<float>(result, width));
                }

                range.Add(found);
            }
        });
        return range.Whole;
    }

    private void Down(float** rows, float* sums, int width)
    {
        int x = 0;
        for (; x <= width - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256.Load(rows[_radius] + x) * _weights[_radius];
            for (int k = 1; k <= _radius; k++)
            {
                sum += (Vector256.Load(rows[_radius - k] + x) + Vector256.Load(rows[_radius + k] + x)) * _weights[_radius - k];
            }

            sum.Store(sums + x);
        }

        for (; x < width; x++)
        {
            float sum = rows[_radius][x] * _weights[_radius];
            for (int k = 1; k <= _radius; k++)
            {
                sum += (rows[_radius - k][x] + rows[_radius + k][x]) * _weights[_radius - k];
            }

            sums[x] = sum;
        }
    }

    private void Along(float* sums, float* result, int width)
    {
        int x = 0;
        for (; x <= width - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256.Load(sums + x) * _weights[_radius];
            for (int k = 1; k <= _radius; k++)
            {
                sum += (Vector256.Load(sums + x - k) + Vector256.Load(sums + x + k)) * _weights[_radius - k];
            }

            sum.Store(result + x);
        }

        for (; x < width; x++)
        {
            float sum = sums[x] * _weights[_radius];
            for (int k = 1; k <= _radius; k++)
            {
                sum += (sums[x - k] + sums[x + k]) * _weights[_radius - k];
            }

            result[x] = sum;
        }
    }
}
