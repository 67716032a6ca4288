using RoDLA.Api.Batches.Status;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Pictures;

namespace RoDLA.Api.Inference.Results;

/// <summary>Finds the results of jobs, and says why there are none.</summary>
internal sealed class ResultAccess(JobAccess jobs, IImageCatalog images)
{
    /// <summary>A job, in any state.</summary>
    /// <exception cref="ApiException">There is no such job.</exception>
    public JobSnapshot Find(string jobId) => jobs.Find(ApiSurface.Inference, jobId).Job;

    /// <summary>A finished job with results.</summary>
    /// <exception cref="ApiException">There is no such job, it is not finished, or no image of it succeeded.</exception>
    public JobSnapshot FindFinished(string jobId)
    {
        JobSnapshot job = Find(jobId);
        return job switch
        {
            { IsFinal: false } => throw NotReady("The job is still processing."),
            { Progress.Successful: 0 } => throw NotReady($"The job has no results: it is {ReportJson.Word(job.State)}."),
            _ => job,
        };
    }

    /// <summary>Indexes of the images with a result, or of one of them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="fileId">Id of the one image; null for all.</param>
    /// <exception cref="ApiException">The job has no such image, or no result for it.</exception>
    public IReadOnlyList<int> Select(JobSnapshot job, string? fileId)
    {
        if (fileId is null)
        {
            return [.. Enumerable.Range(0, job.Items.Count).Where(i => job.Items[i].State == ItemState.Success)];
        }

        int index = IndexOf(job, fileId);
        return job.Items[index] switch
        {
            { State: ItemState.Success } => [index],
            { Error: { } error, State: ItemState.Failed } => throw NotReady($"The image failed: {error}"),
            _ => throw NotReady("The image was not processed."),
        };
    }

    /// <summary>Index of an image.</summary>
    /// <exception cref="ApiException">The job has no such image.</exception>
    public int IndexOf(JobSnapshot job, string fileId) => images.IndexIn(job, fileId)
        ?? throw new ApiException(InferenceProblem.FileNotFound, $"The job has no image {fileId}.");

    /// <summary>The problem of results that are not there.</summary>
    public static ApiException NotReady(string details) => new(InferenceProblem.ResultsNotReady, details);
}
