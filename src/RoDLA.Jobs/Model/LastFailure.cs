namespace RoDLA.Jobs.Model;

/// <summary>The image of a job that failed last.</summary>
/// <param name="Index">Its number in the job, from 0.</param>
/// <param name="Image">Its name.</param>
/// <param name="Error">Why, for people.</param>
/// <param name="Category">Why, for programs.</param>
/// <param name="At">When, UTC.</param>
public sealed record LastFailure(int Index, string Image, string Error, ErrorCategory Category, DateTimeOffset At)
{
    /// <summary>What to say of a failed image.</summary>
    internal static LastFailure Of(JobDefinition job, int index, ItemRecord item) => new(
        index, job.Items[index].Name, item.Error ?? "", item.Category ?? ErrorCategory.Internal, item.EndedAt ?? job.CreatedAt);
}
