using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A page with its cells.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cells">Its cells; none when it could not be read.</param>
/// <param name="Error">Why it could not be read; null when it could.</param>
internal sealed record PageResult(string Name, IReadOnlyDictionary<string, CellRecord> Cells, string? Error = null);
