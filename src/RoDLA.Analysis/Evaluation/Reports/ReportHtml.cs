using System.Net;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A report as one page of HTML that needs nothing else: <c>report-page.html</c>, filled in.</summary>
internal static class ReportHtml
{
    private static readonly Lazy<string> Template = new(ReadTemplate);

    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pages">The worst pages, each in its cells.</param>
    public static string Of(EvaluationReport report, IReadOnlyList<IReadOnlyList<ShownPage>> pages)
    {
        StringBuilder sections = new();
        sections.Append(HeatMapSection(report)).Append(ReportCharts.Degradation(report)).Append("<div class=\"halves\">")
            .Append(ReportCharts.Precision(report)).Append(ReportCharts.Calibration(report)).Append("</div>")
            .Append(ReportTables.Errors(report)).Append(ReportTables.Classes(report))
            .Append(PageViewer.Of(report, pages)).Append(ReportTables.Pages(report));
        Dictionary<string, string> parts = new()
        {
            ["title"] = Encode($"{report.Model.Name} on {report.Data.Name}"),
            ["subtitle"] = Encode(Subtitle(report)),
            ["banner"] = report.TruthNote is { } note ? $"<p class=\"banner\">{Encode(note)}</p>" : "",
            ["tiles"] = string.Concat(
                Tiles(report).Select(t => $"<div class=\"tile\"><b>{t.Value}</b><span>{Encode(t.Name)}</span></div>")),
            ["sections"] = sections.ToString(),
            ["footer"] = Encode(
                $"{report.RobustnessDefinition} Effects: {report.EffectTable} {string.Join(' ', report.Robustness.Skipped.Take(3))} "
                + $"Model SHA-256 {report.Model.Sha256}; data SHA-256 {report.Data.Sha256}."),
        };

        // In one pass: text of a client that looks like a placeholder stays text.
        StringBuilder page = new();
        string rest = Template.Value;
        while (rest.IndexOf("{{", StringComparison.Ordinal) is >= 0 and int start)
        {
            int end = rest.IndexOf("}}", start, StringComparison.Ordinal);
            page.Append(rest.AsSpan(0, start)).Append(parts[rest[(start + 2)..end]]);
            rest = rest[(end + 2)..];
        }

        return page.Append(rest).ToString();
    }

    /// <summary>A section.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="note">What to know of it.</param>
    /// <param name="content">Its content, as HTML.</param>
    internal static string Section(string title, string note, string content) =>
        $"<section><h2>{Encode(title)}</h2><p class=\"note\">{Encode(note)}</p>{content}</section>\n";

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string HeatMapSection(EvaluationReport report) => report.Perturbations.Count == 0 ? "" : Section(
        "Perturbations and degrees",
        "mAP in percent; the colour tells how much of the clean mAP is lost.",
        $"<div class=\"columns\">{HeatMapSvg.Of(report)}<div class=\"scroll\">{ReportTables.Perturbations(report)}</div></div>");

    private static string Subtitle(EvaluationReport report)
    {
        EvaluatedData data = report.Data;
        string leftOut = data.LeftOut.Count == 0 ? "" : $", left out: {string.Join(", ", data.LeftOut)}";
        return $"{data.Pages} pages, {Share.Count(data.Boxes)} boxes, {report.Cells.Count()} cells; protocol {report.Settings.Protocol}, "
            + $"seed {report.Settings.Seed}, perturbations {ReportJson.Word(report.Settings.Mode)}; "
            + $"names of the labels: {data.Mapping}{leftOut}";
    }

    private static IEnumerable<(string Name, string Value)> Tiles(EvaluationReport report)
    {
        RobustnessFigures robust = report.Robustness;
        yield return ("mAP clean", Share.Percent(report.Clean.Map));
        yield return ("mAP50 clean", Share.Percent(report.Clean.Map50));
        if (robust.PAvg is not null)
        {
            yield return ("P-Avg", Share.Percent(robust.PAvg));
            yield return ("rPC, % of clean", Share.Percent(robust.Rpc));
            yield return ("mPE", Share.Number(robust.Mpe));
            yield return ("mRD, lower is better", Share.Number(robust.Mrd));
        }

        yield return ($"best F1, at {Share.Number(report.Clean.Best.Threshold, 2)}", Share.Percent(report.Clean.Best.F1));
        yield return ("calibration error", Share.Percent(report.CalibrationError));
    }

    private static string ReadTemplate()
    {
        using StreamReader file = new(
            typeof(ReportHtml).Assembly.GetManifestResourceStream("RoDLA.Analysis.Evaluation.Reports.report-page.html")!);
        return file.ReadToEnd();
    }
}
