using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Pipeline;

/// <summary>The answer's <c>core_results</c>.</summary>
/// <param name="Summary">All zero when nothing was found.</param>
/// <param name="Detections">The 20 most confident.</param>
public sealed record CoreResults(CoreSummary Summary, IReadOnlyList<DetectionReport> Detections)
{
    /// <summary>Most detections listed here; <c>all_detections</c> has the rest.</summary>
    public const int TopDetections = 20;
}
