using System.Net.Mime;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Exports;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Results;
using static RoDLA.Api.Batches.Status.JobDescriptions;

namespace RoDLA.Api.Batches.Results;

/// <summary>Results of a job on one surface.</summary>
/// <param name="surface">The surface.</param>
internal sealed class ResultEndpoints(ApiSurface surface)
{
    // Only a plain name ever becomes a part of a path.
    private const string ChartRoute = "{name:regex(^[a-z0-9_]+$)}.png";

    private static readonly OperationDescription Charts = OfJob([]);
    private static readonly OperationDescription Chart = OfJob([]) with { Files = [MediaTypeNames.Image.Png] };

    /// <summary>Maps the endpoints below <paramref name="job"/>, the route of one job.</summary>
    public void Map(RouteGroupBuilder job)
    {
        job.MapGet("/results", List)
            .WithName($"list{surface.Noun}Images")
            .WithMetadata(OfJob(
                [ProblemKind.Validation],
                [.. Pages, ("status", "pending, processing, success, failed or cancelled; several separated by commas.")]));
        job.MapGet("/results/{index:int}", GetResult)
            .WithName($"get{surface.Noun}Result")
            .WithMetadata(OfJob([ProblemKind.WrongState]) with { Answers = [typeof(PageReport)] });
        job.MapGet("/results/{index:int}/visualizations", ListCharts).WithName($"list{surface.Noun}ImageCharts").WithMetadata(Charts);
        job.MapGet($"/results/{{index:int}}/visualizations/{ChartRoute}", GetChart)
            .WithName($"get{surface.Noun}ImageChart")
            .WithMetadata(Chart);
        job.MapGet("/summary", GetSummary)
            .WithName($"get{surface.Noun}Summary")
            .WithMetadata(OfJob([ProblemKind.WrongState]) with { Answers = [typeof(SummaryDocument)] });
        job.MapGet("/visualizations", ListSummaryCharts).WithName($"list{surface.Noun}Charts").WithMetadata(Charts);
        job.MapGet($"/visualizations/{ChartRoute}", GetSummaryChart).WithName($"get{surface.Noun}Chart").WithMetadata(Chart);
        job.MapGet("/export", Export)
            .WithName($"export{surface.Noun}")
            .WithMetadata(OfJob([ProblemKind.Validation], ExportForm.Parameters) with { Files = ExportResult.ContentTypes })
            .WithRequestTimeout(ErrorExtensions.TransferPolicy);
    }

    /// <summary>Lists the images of a job, page by page</summary>
    public Ok<JobResultPage> List(
        [FromRoute(Name = "job_id")] string jobId, int? page, [FromQuery(Name = "page_size")] int? pageSize, string? status, JobAccess jobs)
    {
        JobView view = jobs.Find(surface, jobId);
        Paging paging = Paging.Read(page, pageSize);
        IReadOnlySet<ItemState>? states = StateFilter.Read<ItemState>(status);
        IReadOnlyList<ItemRecord> items = view.Job.Items;
        int[] indexes = [.. Enumerable.Range(0, items.Count).Where(i => states?.Contains(items[i].State) ?? true)];
        return TypedResults.Ok(new JobResultPage(
            jobId, view.Job.State, indexes.Length, paging.Page, paging.Size, [.. paging.Of(indexes).Select(i => JobResult.From(view, i))]));
    }

    /// <summary>Returns the result of one image</summary>
    /// <remarks>As from `/api/detect`, without pictures; `visualizations` below it lists these. 409 when the image has none.</remarks>
    public PhysicalFileHttpResult GetResult([FromRoute(Name = "job_id")] string jobId, int index, JobAccess jobs)
    {
        JobView view = FindImage(jobs, jobId, index);
        ItemRecord item = view.Job.Items[index];
        string? reason = item.State switch
        {
            ItemState.Success => null,
            ItemState.Failed => $"Image {index} failed: {item.Error}",
            ItemState.Cancelled => $"Image {index} was cancelled before it was processed.",
            _ => $"Image {index} is not processed yet.",
        };
        return reason is null
            ? Send(view.Paths.Result(view.Job.Definition, index), MediaTypeNames.Application.Json)
            : throw new ApiException(ProblemKind.WrongState, reason);
    }

    /// <summary>Lists the charts of one image</summary>
    public Ok<ChartList> ListCharts([FromRoute(Name = "job_id")] string jobId, int index, JobAccess jobs) =>
        TypedResults.Ok(new ChartList(jobId, ChartLink.OfImage(FindImage(jobs, jobId, index), index)));

    /// <summary>Returns a chart of one image</summary>
    public PhysicalFileHttpResult GetChart([FromRoute(Name = "job_id")] string jobId, int index, string name, JobAccess jobs)
    {
        JobView view = FindImage(jobs, jobId, index);
        return SendChart(view.Paths.Charts(view.Job.Definition, index), name);
    }

    /// <summary>Returns the statistics over all images of a job</summary>
    public PhysicalFileHttpResult GetSummary([FromRoute(Name = "job_id")] string jobId, JobAccess jobs)
    {
        JobView view = jobs.Find(surface, jobId);
        return view.Job.IsPersisted
            ? Send(view.Paths.Summary(view.Job.Definition), MediaTypeNames.Application.Json)
            : throw new ApiException(ProblemKind.WrongState, "The summary is made when the job has ended and no image is in work.");
    }

    /// <summary>Lists the charts over all images of a job</summary>
    public Ok<ChartList> ListSummaryCharts([FromRoute(Name = "job_id")] string jobId, JobAccess jobs) =>
        TypedResults.Ok(new ChartList(jobId, ChartLink.OfJob(jobs.Find(surface, jobId))));

    /// <summary>Returns a chart over all images of a job</summary>
    public PhysicalFileHttpResult GetSummaryChart([FromRoute(Name = "job_id")] string jobId, string name, JobAccess jobs)
    {
        JobView view = jobs.Find(surface, jobId);
        return SendChart(view.Paths.SummaryCharts(view.Job.Definition), name);
    }

    /// <summary>Exports the results of a job as one file</summary>
    /// <remarks>An unfinished job is exported as far as it is. The file is streamed while it is made.</remarks>
    public ExportResult Export(
        [FromRoute(Name = "job_id")] string jobId, [AsParameters] ExportQuery query, JobAccess jobs, JobExports exports, ExportForm form)
    {
        JobSnapshot job = jobs.Find(surface, jobId).Job;
        return new ExportResult(form.Read(query.Format, query.Rows, query.Confidence), exports.Of(job));
    }

    private JobView FindImage(JobAccess jobs, string jobId, int index)
    {
        JobView view = jobs.Find(surface, jobId);
        int count = view.Job.Items.Count;
        return index >= 0 && index < count
            ? view
            : throw new ApiException(ProblemKind.NotFound, $"There is no image {index}: the job has the images 0 to {count - 1}.");
    }

    private static PhysicalFileHttpResult SendChart(string folder, string name) =>
        Send(Path.Combine(folder, name + ".png"), MediaTypeNames.Image.Png);

    private static PhysicalFileHttpResult Send(string path, string type)
    {
        FileInfo file = new(path);
        return file.Exists
            ? TypedResults.PhysicalFile(path, type, lastModified: file.LastWriteTimeUtc)
            : throw new ApiException(ProblemKind.NotFound, "There is no such file: it was not requested, or its retention time is over.");
    }
}
