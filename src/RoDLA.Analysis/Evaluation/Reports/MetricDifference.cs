namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A figure in two reports.</summary>
/// <param name="Name">The figure.</param>
/// <param name="Own">Its value in this report.</param>
/// <param name="Other">Its value in the other report.</param>
/// <param name="Difference"><paramref name="Own"/> less <paramref name="Other"/>.</param>
/// <param name="Low">Lower end of the 95 % interval of the difference.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record MetricDifference(string Name, double? Own, double? Other, double? Difference, double? Low, double? High)
{
    /// <summary>Whether the interval leaves out 0: the pages tell the two apart.</summary>
    public bool IsClear => Low > 0 || High < 0;
}
