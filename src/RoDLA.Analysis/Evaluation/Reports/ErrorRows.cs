using RoDLA.Analysis.Evaluation.Figures;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The rows of the table of errors: the clean pages, and each degree over all perturbations.</summary>
internal static class ErrorRows
{
    /// <summary>Name and counts of each row; those of a degree are the mean of its cells, so that rows compare.</summary>
    public static IEnumerable<(string Name, ErrorSplit Errors)> Of(EvaluationReport report)
    {
        yield return ("clean", report.Clean.Errors);
        foreach (IGrouping<char, CellFigures> degree in report.Perturbations.SelectMany(p => p.Degrees)
            .GroupBy(c => c.Cell[^1]).OrderBy(g => g.Key))
        {
            ErrorSplit sum = degree.Select(c => c.Errors).Aggregate(ErrorSplit.None, ErrorSplit.Add);
            yield return ($"degree {degree.Key}, mean", sum.Over(degree.Count()));
        }
    }
}
