using RoDLA.Jobs.States;

namespace RoDLA.Cli.Batch;

/// <summary>How a batch ended.</summary>
/// <param name="Status">The job's state.</param>
/// <param name="Rows">What became of each image, in order.</param>
/// <param name="Where">Where the results are, for people; null for nowhere.</param>
/// <param name="Error">Why the whole job failed, or its results are not all where they belong; null when nothing but single images failed.</param>
internal sealed record BatchOutcome(JobState Status, IReadOnlyList<BatchRow> Rows, string? Where, string? Error)
{
    /// <summary>Files that the results were exported to.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];
}
