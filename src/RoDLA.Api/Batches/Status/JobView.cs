namespace RoDLA.Api.Batches.Status;

/// <summary>A job as seen through one surface: what its documents are made from.</summary>
/// <param name="Surface">The surface.</param>
/// <param name="Job">The job.</param>
/// <param name="Paths">Locations of the files of jobs.</param>
internal sealed record JobView(ApiSurface Surface, JobSnapshot Job, JobPaths Paths)
{
    /// <summary>State of the notifications about its end; null when none was asked for, or it has not ended.</summary>
    public NotificationStatus? Notifications { get; init; }

    public string JobId => Job.Definition.JobId;

    public JobLinks Links => JobLinks.Of(Surface.Path(JobId));

    public string ResultUrl(int index) => string.Create(CultureInfo.InvariantCulture, $"{Links.Results}/{index}");
}
