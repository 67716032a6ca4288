namespace RoDLA.Jobs.Model;

/// <summary>An image of a job that failed.</summary>
/// <param name="Image">The client's name for it.</param>
/// <param name="Index">Its index in the job, from 0.</param>
/// <param name="Error">Error message for users.</param>
/// <param name="ErrorCategory">Error code for programs.</param>
/// <param name="Timestamp">When it failed, UTC.</param>
public sealed record ItemFailure(string Image, int Index, string Error, ErrorCategory ErrorCategory, DateTimeOffset Timestamp)
{
    /// <summary>The failure of an image.</summary>
    internal static ItemFailure Of(JobDefinition job, int index, ItemRecord item) => new(
        job.Items[index].Name, index, item.Error ?? "", item.Category ?? ErrorCategory.Internal, item.EndedAt ?? job.CreatedAt);
}
