namespace RoDLA.Jobs.Model;

/// <summary>A job as accepted; immutable.</summary>
/// <param name="JobId">A random UUID.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="Settings">Processing of each image.</param>
/// <param name="Items">The images, at least one.</param>
/// <param name="Policy">Concurrency and retries.</param>
public sealed record JobDefinition(
    string JobId, DateTimeOffset CreatedAt, JobSettings Settings, IReadOnlyList<ItemDefinition> Items, RetryPolicy Policy)
{
    /// <summary>Name of the API key that sent it; null when there were no keys.</summary>
    public string? Owner { get; init; }

    /// <summary>W3C trace context of the request that made it; null when there was none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Priority among jobs.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>Recipients of the notification at the end; null for none.</summary>
    public JobNotification? Notification { get; init; }

    /// <summary>Earliest time that an image of it is begun, UTC; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Id of the upload that its images come from; null for none.</summary>
    public string? UploadId { get; init; }

    /// <summary>
    /// Name of its folder below the output folder, <c>batch_20241123_143022</c>; null when results stay in the job's own folder.
    /// </summary>
    public string? OutputFolder { get; init; }
}
