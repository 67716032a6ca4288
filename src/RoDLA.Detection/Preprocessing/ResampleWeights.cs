namespace RoDLA.Detection.Preprocessing;

/// <summary>
/// Source pixels and weights of every target pixel along one axis. Same weights as OpenCV's INTER_AREA (scaling down)
/// and INTER_LINEAR (no antialiasing).
/// </summary>
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

    /// <summary>Every target pixel is the mean of the source pixels that it covers.</summary>
    public static ResampleWeights Area(int source, int target)
    {
        double scale = (double)source / target;
        ResampleWeights result = Rent(target, (int)Math.Ceiling(scale) + 2);
        int used = 0;
        for (int i = 0; i < target; i++)
        {
            double from = i * scale;
            double to = Math.Min(from + scale, source);
            int first = (int)from;
            int last = Math.Min((int)Math.Ceiling(to), source);
            result._starts[i] = first;
            result._offsets[i] = used;
            for (int s = first; s < last; s++)
            {
                double covered = Math.Min(to, s + 1) - Math.Max(from, s);
                result._weights[used++] = (float)(covered / (to - from));
            }
        }

        result._offsets[target] = used;
        return result;
    }

    /// <summary>Every target pixel is interpolated from the two source pixels nearest to its centre.</summary>
    public static ResampleWeights Bilinear(int source, int target)
    {
        double scale = (double)source / target;
        ResampleWeights result = Rent(target, 2);
        int used = 0;
        for (int i = 0; i < target; i++)
        {
            double center = Math.Clamp(((i + 0.5) * scale) - 0.5, 0, source - 1);
            int first = Math.Min((int)center, Math.Max(0, source - 2));
            result._starts[i] = first;
            result._offsets[i] = used;
            float second = (float)(center - first);
            result._weights[used++] = 1 - second;
            if (source > 1)
            {
                result._weights[used++] = second;
            }
        }

        result._offsets[target] = used;
        return result;
    }

    /// <summary>Returns the tables to the pool.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_offsets);
        ArrayPool<float>.Shared.Return(_weights);
    }

    private static ResampleWeights Rent(int target, int taps) => new(
        target, ArrayPool<int>.Shared.Rent(target), ArrayPool<int>.Shared.Rent(target + 1), ArrayPool<float>.Shared.Rent(target * taps));
}
