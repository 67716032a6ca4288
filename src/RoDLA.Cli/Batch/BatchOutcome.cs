namespace RoDLA.Cli.Batch;

/// <summary>How a batch ended.</summary>
/// <param name="Status">State of the job.</param>
/// <param name="Rows">The images, in order.</param>
/// <param name="Where">Where the results are, as text; null when there are none.</param>
/// <param name="Exports">Files that the results were exported to.</param>
/// <param name="Error">Why the job failed, or its results could not all be written; null when at most single images failed.</param>
internal sealed record BatchOutcome(
    JobState Status, IReadOnlyList<BatchImageStatus> Rows, string? Where, IReadOnlyList<string> Exports, string? Error);
