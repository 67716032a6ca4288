using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>F1 of each page over the cells.</summary>
internal sealed class PageTally
{
    private readonly EvaluatedCell _clean;
    private readonly double _threshold;
    private readonly List<(string Cell, double F1)>[] _perturbed;

    /// <summary>Begins with the clean pages.</summary>
    public PageTally(EvaluatedCell clean, double threshold)
    {
        (_clean, _threshold) = (clean, threshold);
        _perturbed = [.. clean.Pages.Select(_ => new List<(string, double)>())];
    }

    /// <summary>Adds the pages of a cell.</summary>
    public void Add(EvaluatedCell cell)
    {
        for (int i = 0; i < cell.Pages.Count; i++)
        {
            if (cell.Pages[i] is { } page)
            {
                _perturbed[i].Add((cell.Name, PageScores.F1(page, _threshold)));
            }
        }
    }

    /// <summary>The pages, worst first.</summary>
    public PageFigures[] Figures(IReadOnlyList<string> names) =>
    [
        .. Enumerable.Range(0, names.Count).Select(i => Page(names[i], _clean.Pages[i], _perturbed[i]))
            .OrderBy(p => Math.Min(p.Clean ?? 0, p.Perturbed ?? p.Clean ?? 0)).ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    private PageFigures Page(string name, EvaluatedPage? clean, List<(string Cell, double F1)> perturbed)
    {
        double? f1 = clean is null ? null : PageScores.F1(clean, _threshold);
        (string? cell, double? worst) = perturbed.Count > 0
            ? perturbed.MinBy(p => p.F1)
            : (f1 is null ? null : _clean.Name, f1);
        return new PageFigures(
            name,
            clean?.Truth.Count(t => !t.IsIgnored) ?? 0,
            CellFigures.Round(f1),
            perturbed.Count == 0 ? null : CellFigures.Round(perturbed.Average(p => p.F1)),
            cell,
            CellFigures.Round(worst));
    }
}
