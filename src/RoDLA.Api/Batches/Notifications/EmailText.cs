using RoDLA.Jobs.Notifications;

namespace RoDLA.Api.Batches.Notifications;

/// <summary>Writes the email about the end of a job: figures, failures and links.</summary>
internal static class EmailText
{
    private const int MaxLength = 120;

    /// <summary>The subject; it has no text of the client.</summary>
    public static string Subject(JobEnd end)
    {
        JobEndCounts counts = end.Counts;
        string what = Invariant($"{counts.Successful} of {counts.Total} images done");
        string failed = counts.Failed > 0 ? Invariant($", {counts.Failed} failed") : "";
        return $"Batch job {ReportJson.Word(end.Status)}: {what}{failed}";
    }

    /// <summary>The text.</summary>
    /// <param name="end">The end of the job.</param>
    /// <param name="publicUrl">Public URL of the service; may be empty.</param>
    public static string Body(WebhookDocument end, string publicUrl)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Your batch job has ended: {ReportJson.Word(end.Status)}.\n\n");
        Line(text, "Job", end.JobId);
        Line(text, "Accepted", Time(end.CreatedAt));
        Line(text, "Ended", Time(end.Timestamp));
        Line(text, "Images", Invariant($"{end.Counts.Total}"));
        Line(text, "Successful", Invariant($"{end.Counts.Successful}"));
        Line(text, "Failed", Invariant($"{end.Counts.Failed}"));
        Line(text, "Cancelled", Invariant($"{end.Counts.Cancelled}"));
        Figures(text, end);
        if (end.Error is { } error)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Clean(error)}\n");
        }

        Failures(text, end);
        text.Append(CultureInfo.InvariantCulture, $"\nStatus:  {Link(publicUrl, end.StatusUrl)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Results: {Link(publicUrl, end.ResultsUrl)}\n");
        if (end.OutputFolder is { } folder)
        {
            text.Append(CultureInfo.InvariantCulture, $"Folder:  {folder}, below the service's output folder\n");
        }

        return text.ToString();
    }

    private static void Figures(StringBuilder text, WebhookDocument end)
    {
        if (end.DurationSeconds is { } seconds)
        {
            Line(text, "Duration", Invariant($"{seconds:0.#} s"));
        }

        if (end.Summary is { } summary)
        {
            Line(text, "Detections", Invariant($"{summary.TotalDetections} ({summary.AverageDetectionsPerImage:0.##} an image)"));
            Line(text, "Confidence", Invariant($"{summary.AverageConfidence:0.0000} on average"));
            Line(text, "Classes", Classes(summary));
        }
    }

    private static void Failures(StringBuilder text, WebhookDocument end)
    {
        if (end.Failures.Count == 0)
        {
            return;
        }

        text.Append("\nFailures:\n");
        foreach (ItemFailure failure in end.Failures)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {failure.Index + 1}. {Clean(failure.Image)} ({ReportJson.Word(failure.ErrorCategory)}): {Clean(failure.Error)}\n");
        }

        int more = end.Counts.Failed - end.Failures.Count;
        if (more > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {more} more\n");
        }
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"  {name,-12}{value}\n");

    private static string Classes(JobSummary summary) => summary.ClassDistribution.Count == 0
        ? "none"
        : string.Join(", ", summary.ClassDistribution.Take(5).Select(c => Invariant($"{c.Key} {c.Value}")));

    private static string Link(string publicUrl, string path) => publicUrl.TrimEnd('/') + path;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    // Names of images come from clients: on one line, and short.
    private static string Clean(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is
            UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c)).Trim();
        return line.Length <= MaxLength ? line : string.Concat(line.AsSpan(0, MaxLength - 3), "...");
    }
}
