namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A comparison as Markdown.</summary>
internal static class ComparisonMarkdown
{
    /// <summary>The text.</summary>
    public static string Of(ReportComparison comparison)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {comparison.Own.Name} against {comparison.Other.Name}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"The same {comparison.Pages} pages; intervals of 95 % by {comparison.Resamples} ");
        text.Append("resampled sets of pages, the same for both. **Bold**: the interval leaves out 0. AP and shares are in percent.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- this: {comparison.Own.Name}, SHA-256 `{comparison.Own.Sha256}`\n");
        text.Append(CultureInfo.InvariantCulture, $"- other: {comparison.Other.Name}, SHA-256 `{comparison.Other.Sha256}`\n");
        Table(text, "Figures", comparison.Figures);
        Table(text, "mAP by perturbation", comparison.Perturbations);
        Table(text, "Classes, clean pages", comparison.Classes.Where(c => c.Own is not null));
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, IEnumerable<MetricDifference> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| | this | other | difference | interval |\n|---|---|---|---|---|\n");
        foreach (MetricDifference row in rows)
        {
            // mRD is a number of its own scale.
            double scale = row.Name == "mRD" ? 0.01 : 1;
            string difference = Signed(row.Difference * scale);
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name.Replace("|", "\\|", StringComparison.Ordinal)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Share.Percent(row.Own * scale)} | {Share.Percent(row.Other * scale)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {(row.IsClear ? $"**{difference}**" : difference)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Signed(row.Low * scale)} to {Signed(row.High * scale)} |\n");
        }
    }

    private static string Signed(double? value) => value > 0 ? "+" + Share.Percent(value) : Share.Percent(value);
}
