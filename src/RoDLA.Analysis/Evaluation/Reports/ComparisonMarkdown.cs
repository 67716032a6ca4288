namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A comparison as Markdown.</summary>
internal static class ComparisonMarkdown
{
    /// <summary>The text.</summary>
    public static string Of(ReportComparison comparison)
    {
        StringBuilder text = new();
        text.Put($"# {comparison.Own.Name} against {comparison.Other.Name}\n\n");
        text.Put($"The same {comparison.Pages} pages; intervals of 95 % by {comparison.Resamples} ");
        text.Append("resampled sets of pages, the same for both. **Bold**: the interval leaves out 0. AP and shares are in percent.\n\n");
        text.Put($"- this: {comparison.Own.Name}, SHA-256 `{comparison.Own.Sha256}`\n");
        text.Put($"- other: {comparison.Other.Name}, SHA-256 `{comparison.Other.Sha256}`\n");
        Table(text, "Figures", comparison.Figures);
        Table(text, "mAP by perturbation", comparison.Perturbations);
        Table(text, "Classes, clean pages", comparison.Classes.Where(c => c.Own is not null));
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, IEnumerable<MetricDifference> rows)
    {
        text.Put($"\n## {title}\n\n| | this | other | difference | interval |\n|---|---|---|---|---|\n");
        foreach (MetricDifference row in rows)
        {
            // mRD is a number of its own scale.
            double scale = row.Name == "mRD" ? 0.01 : 1;
            string difference = Signed(row.Difference * scale);
            text.Put($"| {row.Name.Replace("|", "\\|", StringComparison.Ordinal)} ");
            text.Put($"| {Share.Percent(row.Own * scale)} | {Share.Percent(row.Other * scale)} ");
            text.Put($"| {(row.IsClear ? $"**{difference}**" : difference)} ");
            text.Put($"| {Signed(row.Low * scale)} to {Signed(row.High * scale)} |\n");
        }
    }

    private static string Signed(double? value) => value > 0 ? "+" + Share.Percent(value) : Share.Percent(value);
}
