namespace RoDLA.Analysis.Datasets;

/// <summary>What a run ended with.</summary>
/// <param name="Made">Pages that this run made.</param>
/// <param name="Failures">Pages that could not be made, and why: one line each.</param>
public sealed record DatasetOutcome(int Made, IReadOnlyList<string> Failures);
