using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>The image of a job that failed last.</summary>
/// <param name="Image">The sender's name for it.</param>
/// <param name="Index">Its number in the job, from 0.</param>
/// <param name="Error">Why.</param>
/// <param name="ErrorCategory">Why, for programs.</param>
/// <param name="Timestamp">When, UTC.</param>
public sealed record BatchLastError(string Image, int Index, string Error, ErrorCategory ErrorCategory, DateTimeOffset Timestamp)
{
    /// <summary>What a job tells of its last failure; null when there was none.</summary>
    public static BatchLastError? From(LastFailure? failure) =>
        failure is null ? null : new BatchLastError(failure.Image, failure.Index, failure.Error, failure.Category, failure.At);
}
