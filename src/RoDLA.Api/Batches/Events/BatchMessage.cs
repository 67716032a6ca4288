using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Batches.Events;

/// <summary>An event of a job, for the subscribers of a WebSocket or an event stream.</summary>
/// <param name="Type">progress, image_complete or job_complete.</param>
/// <param name="JobId">Id of the job.</param>
/// <param name="Status">State of the job: pending, processing, completed, failed or cancelled.</param>
/// <param name="Progress">Share of the finished images, successful or not, 0 to 100, 2 decimals.</param>
/// <param name="Completed">Images that succeeded.</param>
/// <param name="Failed">Images that failed.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="Image">The finished image; absent when the event is about the whole job.</param>
/// <param name="Timestamp">When the event was recorded, UTC.</param>
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
    internal static BatchMessage From(JobView view, JobEvent jobEvent)
    {
        JobProgress progress = view.Job.Progress;
        return new BatchMessage(
            jobEvent.Kind,
            view.JobId,
            BatchStates.Of(view.Job.State),
            progress.Percentage,
            progress.Successful,
            progress.Failed,
            progress.Total,
            jobEvent is { Kind: JobEventKind.ImageComplete, ItemIndex: { } index } ? BatchItem.From(view, index) : null,
            jobEvent.At);
    }
}
