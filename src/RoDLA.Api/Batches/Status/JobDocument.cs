using System.Diagnostics.CodeAnalysis;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches.Status;

/// <summary>The status of a job on the RoDLA API: what its record on disk shows, and paths on this service.</summary>
public sealed record JobDocument : BatchJobStatus
{
    [SetsRequiredMembers]
    private JobDocument(BatchJobStatus status, JobLinks links)
        : base(status) => Links = links;

    /// <summary>Increases with every change of the job; <c>?wait=30&amp;version=N</c> waits for a later one.</summary>
    [JsonPropertyOrder(1)]
    public long Version { get; init; }

    /// <summary>State of the notifications about its end; null when none was asked for, or it has not ended.</summary>
    [JsonPropertyOrder(1)]
    public NotificationStatus? Notifications { get; init; }

    /// <summary>Paths of what belongs to the job.</summary>
    [JsonPropertyOrder(1)]
    public JobLinks Links { get; }

    /// <summary>The status of a job.</summary>
    internal static JobDocument From(JobView view) =>
        new(BatchJobStatus.From(view.Job, view.Paths), view.Links)
        {
            Version = view.Job.Version,
            Notifications = view.Notifications,
        };
}
