namespace RoDLA.Detection.Preprocessing;

/// <summary>Source pixels and weights of every target pixel along one axis.</summary>
internal readonly struct ResampleWeights : IDisposable
{
    private readonly int[] _starts;
    private readonly int[] _offsets;
    private readonly float[] _weights;

    private ResampleWeights(int length, int[] starts, int[] offsets, float[] weights)
    {
        Length = length;
        _starts = starts;
        _offsets = offsets;
        _weights = weights;
    }

    /// <summary>Number of target pixels.</summary>
    public int Length { get; }

    /// <summary>First source pixel of target pixel <paramref name="target"/>.</summary>
    public int Start(int target) => _starts[target];

    /// <summary>Weights of the source pixels from <see cref="Start"/> on; their sum is 1.</summary>
    public ReadOnlySpan<float> Of(int target) => _weights.AsSpan(_offsets[target], _offsets[target + 1] - _offsets[target]);

    /// <summary>
    /// OpenCV's INTER_AREA: every target pixel is the mean of the source pixels that it covers, where there are fewer target pixels; else
    /// it is interpolated from the two nearest.
    /// </summary>
    public static ResampleWeights Area(int source, int target)
    {
        if (target >= source)
        {
            return Bilinear(source, target);
        }

        double scale = (double)source / target;
        return Create(target, (int)Math.Ceiling(scale) + 2, (i, weights) =>
        {
            double from = i * scale;
            double to = Math.Min(from + scale, source);
            int first = (int)from;
            int last = Math.Min((int)Math.Ceiling(to), source);
            for (int s = first; s < last; s++)
            {
                weights[s - first] = Math.Min(to, s + 1) - Math.Max(from, s);
            }

            return (first, last - first);
        });
    }

    /// <summary>
    /// PIL's BILINEAR: a triangle as wide as the target pixel covers on both sides, so that no source pixel is left out.
    /// </summary>
    public static ResampleWeights Antialiased(int source, int target)
    {
        double scale = (double)source / target;
        double reach = Math.Max(scale, 1);
        return Create(target, (2 * (int)Math.Ceiling(reach)) + 2, (i, weights) =>
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max((int)(center - reach + 0.5), 0);
            int last = Math.Min((int)(center + reach + 0.5), source);
            for (int s = first; s < last; s++)
            {
                weights[s - first] = Math.Max(0, 1 - Math.Abs((s + 0.5 - center) / reach));
            }

            return (first, last - first);
        });
    }

    /// <summary>OpenCV's INTER_CUBIC: four nearest source pixels, without antialiasing, the border repeated.</summary>
    public static ResampleWeights Bicubic(int source, int target)
    {
        const double Sharpness = -0.75;
        double scale = (double)source / target;
        return Create(target, 4, (i, weights) =>
        {
            double center = ((i + 0.5) * scale) - 0.5;
            int second = (int)Math.Floor(center);
            int first = Math.Clamp(second - 1, 0, source - 1);
            for (int s = second - 1; s <= second + 2; s++)
            {
                weights[Math.Clamp(s, 0, source - 1) - first] += Cubic(Math.Abs(center - s));
            }

            return (first, Math.Clamp(second + 2, 0, source - 1) - first + 1);
        });

        static double Cubic(double x) => x <= 1
            ? ((((Sharpness + 2) * x) - (Sharpness + 3)) * x * x) + 1
            : (((((Sharpness * x) - (5 * Sharpness)) * x) + (8 * Sharpness)) * x) - (4 * Sharpness);
    }

    /// <summary>Returns the tables to the pool.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_offsets);
        ArrayPool<float>.Shared.Return(_weights);
    }

    private static ResampleWeights Bilinear(int source, int target)
    {
        double scale = (double)source / target;
        return Create(target, 2, (i, weights) =>
        {
            double center = Math.Clamp(((i + 0.5) * scale) - 0.5, 0, source - 1);
            int first = Math.Min((int)center, Math.Max(0, source - 2));
            weights[0] = 1 - (center - first);
            weights[1] = center - first;
            return (first, Math.Min(2, source));
        });
    }

    /// <param name="target">Number of target pixels.</param>
    /// <param name="taps">Most weights of a target pixel.</param>
    /// <param name="fill">Writes the weights of a target pixel into an array of zeros, and tells its first source pixel and their number.
    /// </param>
    private static ResampleWeights Create(int target, int taps, Func<int, double[], (int First, int Count)> fill)
    {
        ResampleWeights result = new(
            target,
            ArrayPool<int>.Shared.Rent(target),
            ArrayPool<int>.Shared.Rent(target + 1),
            ArrayPool<float>.Shared.Rent(target * taps));
        double[] weights = ArrayPool<double>.Shared.Rent(taps);
        int used = 0;
        for (int i = 0; i < target; i++)
        {
            weights.AsSpan(0, taps).Clear();
            (int first, int count) = fill(i, weights);
            double sum = 0;
            foreach (double weight in weights.AsSpan(0, count))
            {
                sum += weight;
            }

            result._starts[i] = first;
            result._offsets[i] = used;
            foreach (double weight in weights.AsSpan(0, count))
            {
                result._weights[used++] = (float)(weight / sum);
            }
        }

        result._offsets[target] = used;
        ArrayPool<double>.Shared.Return(weights);
        return result;
    }
}
