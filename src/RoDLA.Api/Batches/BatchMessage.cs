using System.Text.Json.Serialization;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>Something that happened to a job, for those who follow it over a WebSocket or an event stream.</summary>
/// <param name="Type">progress, image_complete or job_complete.</param>
/// <param name="JobId">Id of the job.</param>
/// <param name="Status">Where it is: pending, processing, completed, failed or cancelled.</param>
/// <param name="Progress">Share of the images that are done, one way or the other, 0 to 100, 2 decimals.</param>
/// <param name="Completed">Images that succeeded.</param>
/// <param name="Failed">Images that were given up.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="Image">The image that is done; absent when it is about the whole job.</param>
/// <param name="Timestamp">When it was stored, UTC.</param>
public sealed record BatchMessage(
    JobEventKind Type,
    string JobId,
    BatchState Status,
    double Progress,
    int Completed,
    int Failed,
    int TotalImages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BatchItem? Image,
    DateTimeOffset Timestamp)
{
    /// <summary>The message about an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="paths">Where the files of jobs lie.</param>
    public static BatchMessage From(JobEvent happened, JobPaths paths)
    {
        JobSnapshot job = happened.Job;
        BatchItem? image = happened is { Kind: JobEventKind.ImageComplete, ItemIndex: { } index } ? BatchItem.From(job, index, paths) : null;
        return new BatchMessage(
            happened.Kind,
            job.Definition.JobId,
            BatchStates.Of(job.State),
            job.Progress.Percentage,
            job.Progress.Successful,
            job.Progress.Failed,
            job.Progress.Total,
            image,
            happened.At);
    }
}
