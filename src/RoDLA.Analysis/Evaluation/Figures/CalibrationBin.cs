namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>Detections of similar confidence, and how many of them are right at IoU 0.5.</summary>
/// <param name="From">Least confidence.</param>
/// <param name="To">Confidence above all of them.</param>
/// <param name="Detections">Number of detections.</param>
/// <param name="Confidence">Their mean confidence; null without any.</param>
/// <param name="Precision">Share that found a truth; null without any.</param>
public sealed record CalibrationBin(double From, double To, int Detections, double? Confidence, double? Precision)
{
    private const int Bins = 10;

    /// <summary>Ten bins of equal width.</summary>
    internal static IReadOnlyList<CalibrationBin> Of(ScoreSweep sweep)
    {
        ILookup<int, (double Score, bool IsFound)> bins =
            sweep.Detections.ToLookup(d => Math.Clamp((int)(d.Score * Bins), 0, Bins - 1));
        return
        [
            .. Enumerable.Range(0, Bins).Select(i => new CalibrationBin(
                (double)i / Bins,
                (i + 1.0) / Bins,
                bins[i].Count(),
                bins[i].Any() ? bins[i].Average(d => d.Score) : null,
                bins[i].Any() ? bins[i].Average(d => d.IsFound ? 1.0 : 0.0) : null)),
        ];
    }

    /// <summary>Expected calibration error: mean of |confidence - precision|, weighted by the detections.</summary>
    internal static double? Error(IReadOnlyList<CalibrationBin> bins)
    {
        int all = bins.Sum(b => b.Detections);
        return all == 0
            ? null
            : bins.Where(b => b.Detections > 0).Sum(b => b.Detections * Math.Abs(b.Confidence!.Value - b.Precision!.Value)) / all;
    }
}
