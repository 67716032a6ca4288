using System.Globalization;
using RoDLA.Analysis.Pipeline;
using RoDLA.Jobs.States;

namespace RoDLA.Cli.Batch;

/// <summary>Writes what became of the images as a table for people, and a line that sums it up.</summary>
internal static class BatchTable
{
    private const int MaxName = 48;
    private const int MaxError = 100;

    /// <summary>Writes the table.</summary>
    public static async Task WriteAsync(TextWriter output, BatchOutcome outcome, TimeSpan elapsed)
    {
        string[] names = [.. outcome.Rows.Select(Name)];
        int width = Math.Max("image".Length, names.Select(name => name.Length).DefaultIfEmpty().Max());
        await output.WriteLineAsync($"{"image".PadRight(width)}  {"state",-10}  detections  confidence  seconds  error");
        for (int i = 0; i < names.Length; i++)
        {
            BatchRow row = outcome.Rows[i];
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"{names[i].PadRight(width)}  {ReportJson.Word(row.Status),-10}  {row.Detections,10}  {row.AverageConfidence,10:0.000}  {row.Seconds,7:0.00}  {Fit(row.Error ?? "", MaxError)}");
            await output.WriteLineAsync(line.TrimEnd());
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(Sum(outcome, elapsed));
    }

    private static string Sum(BatchOutcome outcome, TimeSpan elapsed)
    {
        int successful = outcome.Rows.Count(row => row.Status == ItemState.Success);
        int failed = outcome.Rows.Count(row => row.Status == ItemState.Failed);
        int cancelled = outcome.Rows.Count(row => row.Status == ItemState.Cancelled);
        int left = outcome.Rows.Count - successful - failed - cancelled;
        int detections = outcome.Rows.Sum(row => row.Detections ?? 0);
        string rest = (cancelled == 0 ? "" : $", {cancelled} cancelled") + (left == 0 ? "" : $", {left} not done");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ReportJson.Word(outcome.Status)}: {successful} of {outcome.Rows.Count} images succeeded, {failed} failed{rest}; {detections} detections in {elapsed.TotalSeconds:0.0} s.");
    }

    private static string Name(BatchRow row)
    {
        string name = Fit(row.Image, MaxName);
        return row.Page > 1 ? string.Create(CultureInfo.InvariantCulture, $"{name} p.{row.Page}") : name;
    }

    // What strangers wrote must not steer the terminal.
    private static string Fit(string text, int most)
    {
        string plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return plain.Length <= most ? plain : string.Concat(plain.AsSpan(0, most - 3), "...");
    }
}
