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
        string url = publicUrl.TrimEnd('/');
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            Your batch job has ended: {ReportJson.Word(end.Status)}.

              Job         {end.JobId}
              Accepted    {Time(end.CreatedAt)}
              Ended       {Time(end.Timestamp)}
              Images      {end.Counts.Total}
              Successful  {end.Counts.Successful}
              Failed      {end.Counts.Failed}
              Cancelled   {end.Counts.Cancelled}

            """);
        if (end.DurationSeconds is { } seconds)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Duration    {seconds:0.#} s\n");
        }

        if (end.Summary is { } summary)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                  Detections  {summary.TotalDetections} ({summary.AverageDetectionsPerImage:0.##} an image)
                  Confidence  {summary.AverageConfidence:0.0000} on average
                  Classes     {Classes(summary)}

                """);
        }

        text.Append(end.Error is { } error ? $"\n{Clean(error)}\n" : "").Append(Failures(end));
        text.Append(CultureInfo.InvariantCulture, $"\nStatus:  {url}{end.StatusUrl}\nResults: {url}{end.ResultsUrl}\n");
        text.Append(end.OutputFolder is { } folder ? $"Folder:  {folder}, below the service's output folder\n" : "");
        return text.ToString();
    }

    private static string Failures(WebhookDocument end)
    {
        IEnumerable<string> lines = end.Failures.Select(f =>
            Invariant($"  {f.Index + 1}. {Clean(f.Image)} ({ReportJson.Word(f.ErrorCategory)}): {Clean(f.Error)}\n"));
        int more = end.Counts.Failed - end.Failures.Count;
        return end.Failures.Count == 0 ? "" : $"\nFailures:\n{string.Concat(lines)}" + (more > 0 ? Invariant($"  and {more} more\n") : "");
    }

    private static string Classes(JobSummary summary) => summary.ClassDistribution.Count == 0
        ? "none"
        : string.Join(", ", summary.ClassDistribution.Take(5).Select(c => Invariant($"{c.Key} {c.Value}")));

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
