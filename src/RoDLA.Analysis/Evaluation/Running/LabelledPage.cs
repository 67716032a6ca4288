using RoDLA.Analysis.Evaluation.Labels;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>A page to evaluate.</summary>
/// <param name="Name">Its name; seeds are made from it.</param>
/// <param name="Labels">Its labels; null when the clean detections stand in as truth.</param>
public sealed record LabelledPage(string Name, IReadOnlyList<PageLabel>? Labels)
{
    /// <summary>Page of the document, from 1.</summary>
    public int Page { get; init; } = 1;
}
