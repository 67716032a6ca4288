using Spectre.Console;

namespace RoDLA.Cli.Batch;

/// <summary>Writes a table of the images, a line of totals, and where the results are.</summary>
internal static class BatchTable
{
    private const int MaxName = 48;
    private const int MaxError = 100;

    // A pipe has no width: nothing is wrapped or clipped there.
    private const int PipeWidth = 1000;

    public static void Write(TextWriter output, BatchOutcome outcome, TimeSpan elapsed)
    {
        AnsiConsoleOutput target = new(output);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!target.IsTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        Table table = new Table().NoBorder().AddColumns("image", "state", "detections", "confidence", "seconds", "error");
        foreach (int number in (int[])[2, 3, 4])
        {
            table.Columns[number].RightAligned();
        }

        foreach (BatchImageStatus row in outcome.Rows)
        {
            table.AddRow(
                new Text(Name(row)),
                new Text(ReportJson.Word(row.Status), row.Status == ItemState.Failed ? new Style(Color.Red) : Style.Plain),
                new Text(Number(row.DetectionsCount, "0")),
                new Text(Number(row.AverageConfidence, "0.000")),
                new Text(Number(row.ProcessingTime, "0.00")),
                new Text(Printable(row.Error ?? "", MaxError)));
        }

        console.Write(table);
        output.WriteLine();
        output.WriteLine(Totals(outcome, elapsed));
        if (outcome.Where is { } where)
        {
            output.WriteLine($"Results: {where}");
        }

        foreach (string file in outcome.Exports)
        {
            output.WriteLine($"Export: {file}");
        }
    }

    private static string Totals(BatchOutcome outcome, TimeSpan elapsed)
    {
        int successful = outcome.Rows.Count(row => row.Status == ItemState.Success);
        int failed = outcome.Rows.Count(row => row.Status == ItemState.Failed);
        int cancelled = outcome.Rows.Count(row => row.Status == ItemState.Cancelled);
        int left = outcome.Rows.Count - successful - failed - cancelled;
        int detections = outcome.Rows.Sum(row => row.DetectionsCount ?? 0);
        string rest = (cancelled == 0 ? "" : $", {cancelled} cancelled") + (left == 0 ? "" : $", {left} not done");
        string images = $"{ReportJson.Word(outcome.Status)}: {successful} of {outcome.Rows.Count} images succeeded, {failed} failed{rest}";
        return images + string.Create(CultureInfo.InvariantCulture, $"; {detections} detections in {elapsed.TotalSeconds:0.0} s.");
    }

    private static string Name(BatchImageStatus row)
    {
        string name = Printable(row.Image, MaxName);
        return row.Page > 1 ? string.Create(CultureInfo.InvariantCulture, $"{name} p.{row.Page}") : name;
    }

    private static string Number(IFormattable? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    // Text of a client must not control the terminal.
    private static string Printable(string text, int maxLength)
    {
        string plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return plain.Length <= maxLength ? plain : string.Concat(plain.AsSpan(0, maxLength - 3), "...");
    }
}
