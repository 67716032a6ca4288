using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches;

/// <summary>The answer of <c>/api/batch-job/{job_id}</c>: the job's status, and where to go from there.</summary>
public sealed record JobDocument : BatchJobStatus
{
    /// <summary>The document of a job.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="links">Where to go from it.</param>
    [SetsRequiredMembers]
    public JobDocument(BatchJobStatus status, JobLinks links)
        : base(status) => Links = links;

    /// <summary>Grows with every change of the job; <c>?wait=30&amp;version=N</c> waits for a later one.</summary>
    [JsonPropertyOrder(1)]
    public long Version { get; init; }

    /// <summary>How far the messages about its end are; null when nobody is to be told, or it has not ended.</summary>
    [JsonPropertyOrder(1)]
    public NotificationStatus? Notifications { get; init; }

    /// <summary>Where to go from here.</summary>
    [JsonPropertyOrder(1)]
    public JobLinks Links { get; }
}
