namespace RoDLA.Jobs.Model;

/// <summary>A job as it was accepted; never changed.</summary>
/// <param name="JobId">A UUID that cannot be guessed.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="Settings">What to do with each image.</param>
/// <param name="Items">The images, at least one.</param>
/// <param name="Policy">How often and how fast.</param>
public sealed record JobDefinition(
    string JobId, DateTimeOffset CreatedAt, JobSettings Settings, IReadOnlyList<ItemDefinition> Items, RetryPolicy Policy)
{
    /// <summary>Which jobs go before this one.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>Who is told when it ends; null for nobody.</summary>
    public JobNotification? Notification { get; init; }

    /// <summary>Name of its folder below the output folder, <c>batch_20241123_143022</c>; null when the results go with the job's record.</summary>
    public string? OutputFolder { get; init; }
}
