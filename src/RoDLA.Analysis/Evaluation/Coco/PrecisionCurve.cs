namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>Precision at the 101 recall levels and the final recall, of ranked detections. Scratch memory is kept between calls.</summary>
internal sealed class PrecisionCurve
{
    // NumPy's spacing(1), which COCO adds to a denominator.
    private const double Epsilon = 2.220446049250313e-16;

    private double[] _recall = [];
    private double[] _precision = [];
    private int _count;
    private double _found;
    private double _wrong;

    /// <summary>Begins a curve of at most this many detections.</summary>
    public void Begin(int most)
    {
        if (_recall.Length < most)
        {
            (_recall, _precision) = (new double[most], new double[most]);
        }

        (_count, _found, _wrong) = (0, 0, 0);
    }

    /// <summary>Adds the next detection.</summary>
    /// <param name="isFound">Whether it found a truth.</param>
    /// <param name="weight">How often it counts: the copies of its page in a resampled set.</param>
    public void Add(bool isFound, double weight = 1)
    {
        _found += isFound ? weight : 0;
        _wrong += isFound ? 0 : weight;
        (_recall[_count], _precision[_count]) = (_found, _found / (_wrong + _found + Epsilon));
        _count++;
    }

    /// <summary>Ends the curve.</summary>
    /// <param name="truths">Number of truths, above 0.</param>
    /// <param name="levels">Gets the precision at each recall level.</param>
    /// <returns>The recall of all detections.</returns>
    public double End(double truths, Span<double> levels)
    {
        for (int i = _count - 1; i > 0; i--)
        {
            _precision[i - 1] = Math.Max(_precision[i - 1], _precision[i]);
        }

        int next = 0;
        for (int r = 0; r < levels.Length; r++)
        {
            while (next < _count && _recall[next] / truths < CocoProtocol.Recalls[r])
            {
                next++;
            }

            levels[r] = next < _count ? _precision[next] : 0;
        }

        return _count == 0 ? 0 : _recall[_count - 1] / truths;
    }
}
