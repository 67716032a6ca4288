using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Filters;

/// <summary>Gaussian filter of a plane of floats, SciPy's rule: cut off at 4 σ, mirrored with the edge repeated.</summary>
internal sealed unsafe class PlaneGaussian
{
    private readonly float[] _weights;
    private readonly int _radius;

    public PlaneGaussian(double sigma)
    {
        _radius = (int)((4 * sigma) + 0.5);
        _weights = [.. GaussianKernel.Weights(_radius, sigma).Select(weight => (float)weight)];
    }

    public ValueRange Filter(float[] input, float[] output, int width, int height, RowBands bands)
    {
        var range = new RangeCollector();
        bands.For(height, (first, last) =>
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

                    Sum(rows, row + _radius, width);
                    for (int k = 1; k <= _radius; k++)
                    {
                        row[_radius - k] = row[_radius + Mirror.WithEdge(-k, width)];
                        row[_radius + width - 1 + k] = row[_radius + Mirror.WithEdge(width - 1 + k, width)];
                    }

                    for (int k = 0; k < _weights.Length; k++)
                    {
                        rows[k] = row + k;
                    }

                    float* result = to + ((nint)y * width);
                    Sum(rows, result, width);
                    found = found.Including(new ReadOnlySpan<float>(result, width));
                }

                range.Add(found);
            }
        });
        return range.Whole;
    }

    /// <summary>Weighted sums of samples of equal place in as many lines as there are weights.</summary>
    private void Sum(float** lines, float* sums, int width)
    {
        const int Lanes = 8;
        int x = 0;
        for (; x <= width - (2 * Lanes); x += 2 * Lanes)
        {
            Vector256<float> weight = Vector256.Create(_weights[_radius]);
            Vector256<float> low = Vector256.Load(lines[_radius] + x) * weight;
            Vector256<float> high = Vector256.Load(lines[_radius] + x + Lanes) * weight;
            for (int k = 1; k <= _radius; k++)
            {
                float* above = lines[_radius - k] + x;
                float* below = lines[_radius + k] + x;
                weight = Vector256.Create(_weights[_radius - k]);
                low = Vector256.MultiplyAddEstimate(Vector256.Load(above) + Vector256.Load(below), weight, low);
                high = Vector256.MultiplyAddEstimate(Vector256.Load(above + Lanes) + Vector256.Load(below + Lanes), weight, high);
            }

            low.Store(sums + x);
            high.Store(sums + x + Lanes);
        }

        for (; x < width; x++)
        {
            float sum = lines[_radius][x] * _weights[_radius];
            for (int k = 1; k <= _radius; k++)
            {
                sum += (lines[_radius - k][x] + lines[_radius + k][x]) * _weights[_radius - k];
            }

            sums[x] = sum;
        }
    }
}
