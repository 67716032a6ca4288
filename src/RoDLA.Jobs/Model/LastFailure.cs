namespace RoDLA.Jobs.Model;

/// <summary>The image of a job that failed last.</summary>
/// <param name="Image">The client's name for it.</param>
/// <param name="Index">Its index in the job, from 0.</param>
/// <param name="Error">Error message for users.</param>
/// <param name="ErrorCategory">Error code for programs.</param>
/// <param name="Timestamp">When it failed, UTC.</param>
public sealed record LastFailure(string Image, int Index, string Error, ErrorCategory ErrorCategory, DateTimeOffset Timestamp)
{
    /// <summary>The record of a failed image.</summary>
    internal static LastFailure Of(JobDefinition job, int index, ItemRecord item) => new(
        job.Items[index].Name, index, item.Error ?? "", item.Category ?? ErrorCategory.Internal, item.EndedAt ?? job.CreatedAt);
}
