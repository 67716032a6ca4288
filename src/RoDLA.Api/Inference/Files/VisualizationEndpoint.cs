using RoDLA.Api.Errors;
using RoDLA.Api.Inference.Answers;
using RoDLA.Api.Inference.Results;
using RoDLA.Api.Inference.Status;
using RoDLA.Jobs.Pictures;
using static RoDLA.Api.Batches.Status.JobDescriptions;

namespace RoDLA.Api.Inference.Files;

/// <summary>The pictures of the images of a job.</summary>
internal static class VisualizationEndpoint
{
    /// <summary>Maps the endpoint below <paramref name="job"/>, the route of one job.</summary>
    public static void MapVisualization(this RouteGroupBuilder job) => job.MapGet("/visualization", GetAsync)
        .WithName("getJobVisualization")
        .WithMetadata(OfJob(
            [ProblemKind.Validation, InferenceProblem.ResultsNotReady, InferenceProblem.FileNotFound, ProblemKind.Busy],
            ("file_id", "The pictures of this image only; needed for base64, unless the job has one image."),
            ("format", "url or base64; url when it is not sent.")) with
        {
            Answers = [typeof(Envelope<VisualizationDocument>), typeof(Envelope<EmbeddedVisualizationDocument>)],
        });

    /// <summary>Returns the pictures of the images of a job</summary>
    /// <remarks>Their paths; with `format=base64` the pictures of one image themselves, as data URLs.</remarks>
    public static async Task<IResult> GetAsync(
        [FromRoute(Name = "job_id")] string jobId,
        [FromQuery(Name = "file_id")] string? fileId,
        string? format,
        ResultAccess results,
        ImageAccess images,
        IJobPictures pictures,
        CancellationToken cancellationToken)
    {
        bool isEmbedded = string.Equals(format, "base64", StringComparison.OrdinalIgnoreCase);
        if (!isEmbedded && format is not null && !format.Equals("url", StringComparison.OrdinalIgnoreCase))
        {
            throw ApiException.Invalid(new FieldError("format", "Must be url or base64"));
        }

        JobSnapshot job = results.FindFinished(jobId);
        IReadOnlyList<int> indexes = results.Select(job, fileId);
        if (!isEmbedded)
        {
            ImageVisualization[] shown = [.. indexes.Select(i => Of(job, i, pictures))];
            return TypedResults.Ok(Envelope.Of(new VisualizationDocument(jobId, shown)));
        }

        if (indexes is not [var index])
        {
            throw ApiException.Invalid(new FieldError("file_id", "Must name one image for format=base64"));
        }

        ImageFile file = images.Find(FileId.Of(job.Definition, index));
        (job, index) = images.ResultOf(file.FileId, jobId, withBoxes: true);
        string annotated = await images.AnnotatedAsync(job, index, withBoxes: true, cancellationToken);
        return new EmbeddedVisualization(
            Of(job, index, pictures), (file.Path, await images.MediaTypeAsync(file, cancellationToken)), annotated);
    }

    private static ImageVisualization Of(JobSnapshot job, int index, IJobPictures pictures)
    {
        string fileId = FileId.Of(job.Definition, index);
        return new ImageVisualization(
            fileId,
            job.Definition.Items[index].Name,
            InferenceLinks.Original(fileId),
            pictures.WhyNotDrawn(job.Definition) is null ? InferenceLinks.Annotated(fileId, job.Definition.JobId) : null,
            InferenceLinks.Thumbnail(fileId),
            job.Items[index].Result?.Detections ?? 0);
    }
}
