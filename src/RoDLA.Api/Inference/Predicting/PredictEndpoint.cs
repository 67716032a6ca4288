using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Inference.Answers;
using RoDLA.Api.Inference.Status;

namespace RoDLA.Api.Inference.Predicting;

/// <summary>Jobs over uploads.</summary>
internal static class PredictEndpoint
{
    /// <summary>Maps <c>POST /api/v1/inference/predict</c>.</summary>
    public static void MapPredict(this IEndpointRouteBuilder app) =>
        app.MapPost(InferenceRoutes.Predict, PostAsync)
            .WithName("predict")
            .WithTags(ApiSurface.Inference.Tag)
            .WithJson(app.ServiceProvider.GetRequiredService<PredictForm>().Fields)
            .WithMetadata(new OperationDescription
            {
                Problems =
                [
                    InferenceProblem.InvalidConfig, InferenceProblem.UploadNotFound, ProblemKind.OriginRefused, ProblemKind.UnknownEncoding,
                    .. JobDescriptions.Refusals,
                ],
            });

    /// <summary>Starts a job over an upload</summary>
    /// <remarks>
    /// Takes all images of the upload, or those of `file_ids`. All mistakes of the request are in one answer, each with the path of its field.
    /// An upload may be used by any number of jobs, and removed while they run.
    /// </remarks>
    public static async Task<Accepted<Envelope<PredictAccepted>>> PostAsync(
        HttpRequest request, Prediction prediction, TimeProvider time, CancellationToken cancellationToken)
    {
        (JobSnapshot job, IReadOnlyList<string> notes) = await prediction.SubmitAsync(request, cancellationToken);
        string status = InferenceLinks.Status(job.Definition.JobId);
        PredictAccepted accepted = new(
            job.Definition.JobId,
            "queued",
            job.Definition.CreatedAt,
            InferenceStatus.Completion(job, time.GetUtcNow()),
            job.Items.Count,
            status,
            job.Definition.NotBefore,
            notes);
        return TypedResults.Accepted(status, Envelope.Accepted(accepted, "Inference job created"));
    }
}
