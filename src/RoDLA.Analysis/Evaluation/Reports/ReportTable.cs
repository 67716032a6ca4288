namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The cells of a report as a table of comma-separated values.</summary>
internal static class ReportTable
{
    private static readonly string[] Columns =
    [
        "cell", "pages", "map", "map50", "map75", "map_small", "map_medium", "map_large", "precision", "recall", "f1", "best_f1",
        "best_threshold", "correct", "localisation", "class", "duplicate", "background", "both", "missed", "effect",
    ];

    /// <summary>A row for each cell, with the AP of each class in the last columns.</summary>
    public static string Of(EvaluationReport report)
    {
        StringBuilder text = new();
        IEnumerable<string> classes = report.Data.Classes.Select(c => Quoted("ap " + c));
        text.AppendJoin(',', Columns.Concat(report.Clean.Recalls.Keys).Concat(classes)).Append('\n');
        Dictionary<string, double?> effects = report.Perturbations
            .SelectMany(p => p.Degrees.Zip(p.Effects)).ToDictionary(c => c.First.Cell, c => c.Second);
        foreach (CellFigures cell in report.Cells)
        {
            object?[] row =
            [
                cell.Cell, cell.Pages, cell.Map, cell.Map50, cell.Map75, cell.MapSmall, cell.MapMedium, cell.MapLarge,
                cell.Working.Precision, cell.Working.Recall, cell.Working.F1, cell.Best.F1, cell.Best.Threshold,
                cell.Errors.Correct, cell.Errors.Localisation, cell.Errors.Class, cell.Errors.Duplicate, cell.Errors.Background,
                cell.Errors.Both, cell.Errors.Missed, effects.GetValueOrDefault(cell.Cell),
                .. cell.Recalls.Values, .. report.Data.Classes.Select(c => cell.Classes[c]),
            ];
            text.AppendJoin(',', row.Select(f => Convert.ToString(f, CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    // A name of a class is a client's text: no formula for a spreadsheet, since "ap " is before it.
    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
