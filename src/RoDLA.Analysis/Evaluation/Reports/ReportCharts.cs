using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The charts of the HTML report.</summary>
internal static class ReportCharts
{
    private static readonly double[] Quarters = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>How mAP falls with the degree, a small chart for each perturbation.</summary>
    public static string Degradation(EvaluationReport report)
    {
        if (report.Perturbations.Count == 0)
        {
            return "";
        }

        IEnumerable<string> charts = report.Perturbations.Select(p =>
        {
            (double X, CellFigures Cell)[] cells =
                [(0, report.Clean), .. p.Degrees.Select(c => ((c.Cell[^1] - '0') / 3.0, c))];
            SvgPlot plot = new SvgPlot(190, 118)
                .Grid([0, 0.5, 1], share => Share.Number(100 * share, 0))
                .Ticks([(0, "clean"), (1 / 3.0, "1"), (2 / 3.0, "2"), (1, "3")])
                .Curve(cells.Select(c => (c.X, c.Cell.Map50)), "map50", "mAP50")
                .Curve(cells.Select(c => (c.X, c.Cell.Map)), "map", "mAP");
            foreach ((double x, CellFigures cell) in cells.Where(c => c.Cell.Map is not null))
            {
                string title = $"{cell.Cell}: mAP {Share.Percent(cell.Map)}, mAP50 {Share.Percent(cell.Map50)}";
                plot.Dot(plot.X(x), plot.Y(cell.Map!.Value), "map", title);
            }

            string caption = $"<figcaption>{p.Type}<span>{Share.Percent(p.Relative)} %</span></figcaption>";
            return $"<figure>{caption}{plot.End($"mAP under {p.Type}")}</figure>";
        });
        return ReportHtml.Section(
            "Degradation by degree",
            "mAP (line with dots) and mAP50 (dashed) in percent from the clean pages to degree 3; beside each name, its mean as a share of "
                + "clean.",
            $"<div class=\"small\">{string.Concat(charts)}</div>");
    }

    /// <summary>Precision against recall.</summary>
    public static string Precision(EvaluationReport report)
    {
        SvgPlot plot = Square();
        List<(string Name, string Color)> legend = [];
        foreach (PrecisionSeries series in report.PrecisionRecall)
        {
            int c = report.Data.Classes.ToList().IndexOf(series.Name);
            int mean = series.Name == "clean" ? 0
                : series.Name.StartsWith("degree ", StringComparison.Ordinal) ? series.Name[^1] - '0'
                : -1;
            string? color = mean >= 0 ? null : Hex(ClassPalette.ColorOf(c));
            plot.Curve(
                series.Precision.Select((p, i) => (i / (series.Precision.Count - 1.0), (double?)p)),
                mean >= 0 ? $"c{mean}" : "class",
                series.Name,
                color);
            legend.Add((series.Name, color ?? $"var(--d{mean})"));
        }

        return ReportHtml.Section(
            "Precision and recall",
            "At IoU 0.5: the mean over the classes, clean and by degree, and each class on the clean pages.",
            plot.End("Precision against recall") + Legend(legend));
    }

    /// <summary>Confidence against precision.</summary>
    public static string Calibration(EvaluationReport report)
    {
        SvgPlot plot = Square();
        plot.Line(plot.X(0), plot.Y(0), plot.X(1), plot.Y(1), "ideal");
        foreach (CalibrationBin bin in report.Calibration.Where(b => b.Precision is not null))
        {
            double height = plot.Y(0) - plot.Y(bin.Precision!.Value);
            plot.Bar(
                plot.X(bin.From) + 2,
                plot.Y(bin.Precision.Value),
                plot.X(bin.To) - plot.X(bin.From) - 4,
                height,
                "bar",
                $"{Share.Number(bin.From)} to {Share.Number(bin.To)}: {Share.Percent(bin.Precision)} % right of {bin.Detections}");
        }

        return ReportHtml.Section(
            "Calibration",
            "Share of the detections that are right, by confidence, on the clean pages; on the dashed line confidence is probability. "
                + $"Expected error {Share.Percent(report.CalibrationError)} %.",
            plot.End("Precision by confidence"));
    }

    private static SvgPlot Square() => new SvgPlot(430, 300)
        .Grid(Quarters, share => Share.Number(100 * share, 0))
        .Ticks(Quarters.Select(share => (share, Share.Number(100 * share, 0))));

    private static string Legend(IEnumerable<(string Name, string Color)> entries) => "<ul class=\"legend\">"
        + string.Concat(entries.Select(e => $"<li><i style=\"background:{e.Color}\"></i>{ReportHtml.Encode(e.Name)}</li>")) + "</ul>";

    private static string Hex(PageColor color) => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}";
}
