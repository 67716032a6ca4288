using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>The list of jobs on the Batch API.</summary>
internal static class ListEndpoint
{
    /// <summary>Maps <c>GET /api/v1/batch</c>.</summary>
    public static void MapBatchList(this IEndpointRouteBuilder app) =>
        app.MapGet(ApiSurface.Batch.BasePath, List)
            .WithName("listBatches")
            .WithTags(ApiSurface.Batch.Tag)
            .WithMetadata(new OperationDescription
            {
                Parameters = JobDescriptions.Pages
                    .Append(("status", "pending, processing, completed, failed, cancelled; several with commas.")).ToDictionary(),
                Problems = [ProblemKind.Validation],
            });

    /// <summary>Lists the jobs, newest first</summary>
    public static Ok<BatchList> List(int? page, [FromQuery(Name = "page_size")] int? pageSize, string? status, JobAccess jobs)
    {
        Paging paging = Paging.Read(page, pageSize);
        IReadOnlySet<BatchState>? states = StateFilter.Read<BatchState>(status);
        IReadOnlyList<JobSnapshot> all = jobs.List();
        if (states is not null)
        {
            all = [.. all.Where(job => states.Contains(BatchStates.Of(job.State)))];
        }

        return TypedResults.Ok(new BatchList(
            [.. jobs.View(ApiSurface.Batch, paging.Of(all)).Select(BatchStatus.From)], all.Count, paging.Page, paging.Size));
    }
}
