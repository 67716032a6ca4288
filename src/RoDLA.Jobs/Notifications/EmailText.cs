using System.Globalization;
using System.Text;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Notifications;

/// <summary>Writes the letter about a job's end: figures, what failed, where the results are.</summary>
internal static class EmailText
{
    private const int LongestName = 120;

    /// <summary>The subject; has no words of the sender's in it.</summary>
    public static string Subject(EndMessage message)
    {
        EndCounts counts = message.Counts;
        string what = Invariant($"{counts.Successful} of {counts.Total} images done");
        string failed = counts.Failed > 0 ? Invariant($", {counts.Failed} failed") : "";
        return $"Batch job {Word(message.Status)}: {what}{failed}";
    }

    /// <summary>The text.</summary>
    /// <param name="message">What is told.</param>
    /// <param name="publicUrl">Where the service is reached from outside; may be empty.</param>
    public static string Body(EndMessage message, string publicUrl)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Your batch job has ended: {Word(message.Status)}.\n\n");
        Line(text, "Job", message.JobId);
        Line(text, "Accepted", Time(message.CreatedAt));
        Line(text, "Ended", Time(message.Timestamp));
        Line(text, "Images", Invariant($"{message.Counts.Total}"));
        Line(text, "Successful", Invariant($"{message.Counts.Successful}"));
        Line(text, "Failed", Invariant($"{message.Counts.Failed}"));
        Line(text, "Cancelled", Invariant($"{message.Counts.Cancelled}"));
        Figures(text, message);
        if (message.Error is { } error)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Clean(error)}\n");
        }

        Failures(text, message);
        text.Append(CultureInfo.InvariantCulture, $"\nStatus:  {Link(publicUrl, message.StatusUrl)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Results: {Link(publicUrl, message.ResultsUrl)}\n");
        if (message.OutputFolder is { } folder)
        {
            text.Append(CultureInfo.InvariantCulture, $"Folder:  {folder}, below the service's output folder\n");
        }

        return text.ToString();
    }

    private static void Figures(StringBuilder text, EndMessage message)
    {
        if (message.DurationSeconds is { } seconds)
        {
            Line(text, "Duration", Invariant($"{seconds:0.#} s"));
        }

        if (message.Summary is { } summary)
        {
            Line(text, "Detections", Invariant($"{summary.TotalDetections} ({summary.AverageDetectionsPerImage:0.##} an image)"));
            Line(text, "Confidence", Invariant($"{summary.AverageConfidence:0.0000} on average"));
            Line(text, "Classes", Classes(summary));
        }
    }

    private static void Failures(StringBuilder text, EndMessage message)
    {
        if (message.Failures.Count == 0)
        {
            return;
        }

        text.Append("\nWhat failed:\n");
        foreach (EndFailure failure in message.Failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {failure.Index + 1}. {Clean(failure.Image)} ({CategoryWords.Code(failure.ErrorCategory)}): {Clean(failure.Error)}\n");
        }

        int more = message.Counts.Failed - message.Failures.Count;
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

    private static string Word(JobState state) => state.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    // Names of images are a stranger's words: on one line, and short.
    private static string Clean(string words)
    {
        string line = string.Concat(words.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is
            UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c)).Trim();
        return line.Length <= LongestName ? line : string.Concat(line.AsSpan(0, LongestName - 3), "...");
    }
}
