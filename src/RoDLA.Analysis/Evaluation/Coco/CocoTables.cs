namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>Precision and recall by threshold, class, area range and number of detections; -1 for a class without truths.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class CocoTables(CocoProtocol protocol, int classes)
{
    private readonly int _areas = AreaRange.All.Count;
    private readonly double[] _precision = Filled(
        CocoProtocol.Thresholds * classes * AreaRange.All.Count * protocol.MaxDetections.Count * CocoProtocol.RecallLevels);
    private readonly double[] _recall = Filled(
        CocoProtocol.Thresholds * classes * AreaRange.All.Count * protocol.MaxDetections.Count);

    /// <summary>Precision at the recall levels.</summary>
    /// <param name="threshold">Index of the IoU threshold.</param>
    /// <param name="class">Index of the class.</param>
    /// <param name="area">Index of the area range.</param>
    /// <param name="limit">Index in the protocol's numbers of detections.</param>
    public Span<double> Precision(int threshold, int @class, int area, int limit) =>
        _precision.AsSpan(Index(threshold, @class, area, limit) * CocoProtocol.RecallLevels, CocoProtocol.RecallLevels);

    /// <summary>The recall.</summary>
    /// <inheritdoc cref="Precision" path="/param"/>
    public ref double Recall(int threshold, int @class, int area, int limit) => ref _recall[Index(threshold, @class, area, limit)];

    /// <summary>Mean precision over thresholds, recall levels and classes with truths; null without any.</summary>
    /// <param name="area">Index of the area range.</param>
    /// <param name="limit">Index in the protocol's numbers of detections.</param>
    /// <param name="threshold">Index of the IoU threshold; null for all.</param>
    /// <param name="class">Index of the class; null for all.</param>
    public double? MeanPrecision(int area, int limit, int? threshold = null, int? @class = null)
    {
        double sum = 0;
        int count = 0;
        foreach ((int t, int c) in Pairs(threshold, @class))
        {
            if (Recall(t, c, area, limit) >= 0)
            {
                foreach (double precision in Precision(t, c, area, limit))
                {
                    sum += precision;
                }

                count += CocoProtocol.RecallLevels;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>Mean recall over thresholds and classes with truths; null without any.</summary>
    /// <inheritdoc cref="MeanPrecision" path="/param"/>
    public double? MeanRecall(int area, int limit, int? @class = null)
    {
        double sum = 0;
        int count = 0;
        foreach ((int t, int c) in Pairs(null, @class))
        {
            if (Recall(t, c, area, limit) is >= 0 and double recall)
            {
                sum += recall;
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static double[] Filled(int length)
    {
        double[] values = new double[length];
        Array.Fill(values, -1);
        return values;
    }

    private IEnumerable<(int Threshold, int Class)> Pairs(int? threshold, int? @class)
    {
        (int fromThreshold, int toThreshold) = threshold is { } t ? (t, t + 1) : (0, CocoProtocol.Thresholds);
        (int fromClass, int toClass) = @class is { } c ? (c, c + 1) : (0, classes);
        for (int i = fromThreshold; i < toThreshold; i++)
        {
            for (int j = fromClass; j < toClass; j++)
            {
                yield return (i, j);
            }
        }
    }

    private int Index(int threshold, int @class, int area, int limit) =>
        (((((threshold * classes) + @class) * _areas) + area) * protocol.MaxDetections.Count) + limit;
}
