using RoDLA.Analysis.Evaluation.Figures;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The tables of the HTML report.</summary>
internal static class ReportTables
{
    private static readonly string[] Causes = ["correct", "localisation", "class", "duplicate", "background", "both", "missed"];

    /// <summary>A row for each perturbation.</summary>
    public static string Perturbations(EvaluationReport report) => Table(
        ["perturbation", "mAP", "% of clean", "mAP50", "mPE 1 / 2 / 3", "RD"],
        report.Perturbations.Select(IEnumerable<string> (p) =>
        [
            p.Type, Share.Percent(p.Map), Share.Percent(p.Relative), Share.Percent(p.Map50),
            string.Join(" / ", p.Effects.Select(e => Share.Number(e))), Share.Number(p.Degradation),
        ]));

    /// <summary>A row for each class with truths.</summary>
    public static string Classes(EvaluationReport report) => ReportHtml.Section(
        "Classes",
        "On the clean pages, in percent; P-Avg over the perturbations. Precision and recall at the threshold "
            + $"{Share.Number(report.WorkingThreshold, 3)}.",
        Scroll(Table(
            ["class", "boxes", "AP", "AP50", "P-Avg", "precision", "recall", "F1", "best F1", "at"],
            report.Classes.Where(c => c.Boxes > 0).Select(IEnumerable<string> (c) =>
            [
                ReportHtml.Encode(c.Name), Share.Count(c.Boxes), Share.Percent(c.Ap), Share.Percent(c.Ap50), Share.Percent(c.PAvg),
                Share.Percent(c.Working.Precision), Share.Percent(c.Working.Recall), Share.Percent(c.Working.F1),
                Share.Percent(c.Best.F1), Share.Number(c.Best.Threshold, 2),
            ]))));

    /// <summary>What went wrong, clean and by degree.</summary>
    public static string Errors(EvaluationReport report)
    {
        IEnumerable<IEnumerable<string>> rows = ErrorRows.Of(report).Select(IEnumerable<string> (row) =>
        {
            int[] counts = Counts(row.Errors);
            string stack = string.Concat(counts.Select((n, i) => $"<i class=\"k{i}\" style=\"flex:{n}\" title=\"{Causes[i]}: {n}\"></i>"));
            return [row.Name, $"<div class=\"stack\">{stack}</div>", .. counts.Select(Share.Count)];
        });
        return ReportHtml.Section(
            "What went wrong",
            $"Boxes at the threshold {Share.Number(report.WorkingThreshold, 3)} and IoU 0.5; the kinds of TIDE. "
                + "Rows of a degree are means over the perturbations.",
            Scroll(Table(["", "", .. Causes], rows)));
    }

    /// <summary>A row for each page, worst first.</summary>
    public static string Pages(EvaluationReport report) => ReportHtml.Section(
        "All pages",
        "F1 at IoU 0.5 and the same threshold, worst first.",
        "<div class=\"tall\">" + Table(
            ["page", "boxes", "clean", "perturbed", "worst cell", "there"],
            report.Pages.Select(IEnumerable<string> (p) =>
            [
                ReportHtml.Encode(p.Name), Share.Count(p.Boxes), Share.Percent(p.Clean), Share.Percent(p.Perturbed),
                p.WorstCell ?? Share.None, Share.Percent(p.Worst),
            ])) + "</div>");

    private static int[] Counts(ErrorSplit e) => [e.Correct, e.Localisation, e.Class, e.Duplicate, e.Background, e.Both, e.Missed];

    private static string Scroll(string table) => $"<div class=\"scroll\">{table}</div>";

    private static string Table(IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows) =>
        $"<table><thead><tr>{string.Concat(head.Select(h => $"<th>{h}</th>"))}</tr></thead><tbody>"
        + string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>")) + "</tbody></table>";
}
