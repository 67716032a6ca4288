using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Inference.Answers;
using RoDLA.Api.Inference.Status;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>Comparisons of two jobs, or of two models over one upload.</summary>
internal static class CompareEndpoints
{
    private static readonly Dictionary<string, string> Parameters = new(JobDescriptions.Pages.ToDictionary())
    {
        ["first"] = "Id of the first job.",
        ["second"] = "Id of the second job.",
        ["match_iou"] = "Least IoU of two detections that are the same; 0.5 when it is not sent.",
        ["file_id"] = "Id of the image in the first job.",
    };

    /// <summary>Maps <c>/api/v1/compare</c>.</summary>
    public static void MapCompare(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder compare = app.MapGroup(InferenceRoutes.Compare).WithTags(ApiSurface.Inference.Tag);
        compare.MapPost("", PostAsync)
            .WithName("compare")
            .WithJson(app.ServiceProvider.GetRequiredService<CompareForm>().Fields)
            .WithMetadata(new OperationDescription
            {
                Problems =
                [
                    InferenceProblem.InvalidConfig, InferenceProblem.JobNotFound, InferenceProblem.UploadNotFound,
                    ProblemKind.OriginRefused, ProblemKind.UnknownEncoding, .. JobDescriptions.Refusals,
                ],
            });
        ProblemKind[] missing = [InferenceProblem.InvalidConfig, InferenceProblem.JobNotFound, InferenceProblem.ResultsNotReady];
        compare.MapGet("/{first}/{second}", GetAsync)
            .WithName("getComparison")
            .WithMetadata(new OperationDescription { Parameters = Parameters, Problems = missing });
        compare.MapGet("/{first}/{second}/picture", GetPictureAsync)
            .WithName("getComparisonPicture")
            .WithMetadata(new OperationDescription
            {
                Parameters = Parameters,
                Problems = [.. missing, InferenceProblem.FileNotFound, ProblemKind.Busy],
                Files = ["image/jpeg"],
            });
    }

    /// <summary>Compares two jobs, or two models over one upload</summary>
    /// <remarks>
    /// Two finished jobs are compared at once. Otherwise the answer is 202 with what to poll: the jobs, and the path of the comparison. Two
    /// models make two jobs with the same settings over the same images.
    /// </remarks>
    public static async Task<Results<Ok<Envelope<ComparisonDocument>>, Accepted<Envelope<CompareAccepted>>>> PostAsync(
        HttpRequest request, CompareSubmission submission, JobComparison comparison, CancellationToken cancellationToken)
    {
        (JobSnapshot first, JobSnapshot second, bool areNew, float iou) = await submission.ReadAsync(request, cancellationToken);
        (string firstId, string secondId) = (first.Definition.JobId, second.Definition.JobId);
        if (first.IsFinal && second.IsFinal)
        {
            return TypedResults.Ok(Envelope.Of(
                await comparison.CompareAsync(firstId, secondId, iou, Paging.Read(null, null), cancellationToken)));
        }

        string url = JobComparison.Path(firstId, secondId, iou);
        CompareAccepted accepted = new(
            [new ComparedJob(firstId, InferenceLinks.Status(firstId)), new ComparedJob(secondId, InferenceLinks.Status(secondId))], url);
        return TypedResults.Accepted(url, Envelope.Accepted(accepted, areNew ? "Two inference jobs created" : "The jobs have not ended"));
    }

    /// <summary>Returns the comparison of two finished jobs</summary>
    public static async Task<Ok<Envelope<ComparisonDocument>>> GetAsync(
        string first, string second, [AsParameters] CompareQuery query, JobComparison comparison, CancellationToken cancellationToken) =>
        TypedResults.Ok(Envelope.Of(await comparison.CompareAsync(
            first, second, query.ReadIou(), Paging.Read(query.Page, query.PageSize), cancellationToken)));

    /// <summary>Returns an image with both results side by side</summary>
    /// <remarks>Left the first job, right the second. Green: the same; orange: moved; purple: another class; red: lost or gained.</remarks>
    public static async Task<FileContentHttpResult> GetPictureAsync(
        string first,
        string second,
        [FromQuery(Name = "file_id")] string fileId,
        [AsParameters] CompareQuery query,
        JobComparison comparison,
        CancellationToken cancellationToken) =>
        TypedResults.Bytes(await comparison.DrawAsync(first, second, fileId, query.ReadIou(), cancellationToken), "image/jpeg");
}
