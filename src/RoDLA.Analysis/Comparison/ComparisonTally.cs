namespace RoDLA.Analysis.Comparison;

/// <summary>Counts of the changes between two results.</summary>
public sealed class ComparisonTally
{
    private readonly int[] _counts = new int[Enum.GetValues<DetectionOutcome>().Length];
    private double _iou;
    private double _confidence;
    private int _pairs;

    /// <summary>Adds a change.</summary>
    public void Add(DetectionChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _counts[(int)change.Outcome]++;
        if (change is { First: { } first, Second: { } second, Iou: { } iou })
        {
            _pairs++;
            _iou += iou;
            _confidence += second.Confidence - first.Confidence;
        }
    }

    /// <summary>The counts now.</summary>
    public ComparisonCounts ToCounts() => new(
        Count(DetectionOutcome.Matched),
        Count(DetectionOutcome.Moved),
        Count(DetectionOutcome.ClassChanged),
        Count(DetectionOutcome.Lost),
        Count(DetectionOutcome.Gained),
        _pairs == 0 ? null : Math.Round(_iou / _pairs, 4),
        _pairs == 0 ? null : Math.Round(_confidence / _pairs, 4));

    private int Count(DetectionOutcome outcome) => _counts[(int)outcome];
}

/// <summary>What became of the detections of a first result in a second one.</summary>
/// <param name="Matched">Found again with the same class, in the same place (IoU 0.9 or more).</param>
/// <param name="Moved">Found again with the same class, with another box.</param>
/// <param name="ClassChanged">Found again with another class.</param>
/// <param name="Lost">Not found again.</param>
/// <param name="Gained">Found only in the second result.</param>
/// <param name="MeanIou">Mean overlap of the pairs, 4 decimals; null without pairs.</param>
/// <param name="MeanConfidenceChange">Mean of second − first confidence over the pairs, 4 decimals; null without pairs.</param>
public sealed record ComparisonCounts(
    int Matched, int Moved, int ClassChanged, int Lost, int Gained, double? MeanIou, double? MeanConfidenceChange);
