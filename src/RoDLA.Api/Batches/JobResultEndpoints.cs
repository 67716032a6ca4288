using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches;

/// <summary>What came out of a job; mapped below the jobs of each surface.</summary>
internal static class JobResultEndpoints
{
    private const string Json = "application/json";
    private const string Png = "image/png";

    // Nothing but a plain name ever becomes a part of a path.
    private const string ChartRoute = "{name:regex(^[a-z0-9_]+$)}.png";

    /// <summary>Maps <c>results</c>, <c>summary</c>, <c>visualizations</c> and <c>export</c> below a job.</summary>
    public static void MapJobResults(this RouteGroupBuilder job, JobSurface surface)
    {
        job.MapGet("/results", List).WithName($"{surface.Name}-results").WithMetadata(BatchDescriptions.Results);
        job.MapGet("/results/{index:int}", GetResult).WithName($"{surface.Name}-result").WithMetadata(BatchDescriptions.Result);
        job.MapGet("/results/{index:int}/visualizations", ListCharts).WithName($"{surface.Name}-charts").WithMetadata(BatchDescriptions.Charts);
        job.MapGet($"/results/{{index:int}}/visualizations/{ChartRoute}", GetChart)
            .WithName($"{surface.Name}-chart").WithMetadata(BatchDescriptions.Chart);
        job.MapGet("/summary", GetSummary).WithName($"{surface.Name}-summary").WithMetadata(BatchDescriptions.Summary);
        job.MapGet("/visualizations", ListSummaryCharts).WithName($"{surface.Name}-summary-charts").WithMetadata(BatchDescriptions.Charts);
        job.MapGet($"/visualizations/{ChartRoute}", GetSummaryChart)
            .WithName($"{surface.Name}-summary-chart").WithMetadata(BatchDescriptions.Chart);
        job.MapGet("/export", Export)
            .WithName($"{surface.Name}-export").WithMetadata(BatchDescriptions.Export).WithRequestTimeout(ErrorExtensions.TransferPolicy);
    }

    /// <summary>Lists the images of a job, page by page</summary>
    public static Ok<JobResultPage> List(
        HttpContext context,
        [FromRoute(Name = "job_id")] string jobId,
        int? page,
        [FromQuery(Name = "page_size")] int? pageSize,
        string? status,
        JobActions jobs,
        JobPaths paths)
    {
        JobSurface surface = JobSurface.Of(context);
        JobSnapshot job = jobs.Find(surface, jobId);
        Paging paging = Paging.Read(page, pageSize);
        IReadOnlySet<ItemState>? states = StateFilter.Read<ItemState>(status);
        int[] indexes = [.. Enumerable.Range(0, job.Items.Count).Where(i => states?.Contains(job.Items[i].State) ?? true)];
        return TypedResults.Ok(new JobResultPage(
            jobId, job.State, indexes.Length, paging.Page, paging.Size, [.. paging.Of(indexes).Select(i => Describe(surface, job, i, paths))]));
    }

    /// <summary>The answer for one image</summary>
    /// <remarks>As `/api/detect` answers, without pictures; these are listed under `visualizations` below it. 409 when the image has none.</remarks>
    public static PhysicalFileHttpResult GetResult(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, int index, JobActions jobs, JobPaths paths)
    {
        JobSnapshot job = FindImage(context, jobs, jobId, index);
        ThrowIfNotDone(job, index);
        return Send(paths.Result(job.Definition, index), Json);
    }

    /// <summary>Lists the charts of one image</summary>
    public static Ok<ChartList> ListCharts(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, int index, JobActions jobs, JobPaths paths)
    {
        JobSnapshot job = FindImage(context, jobs, jobId, index);
        return TypedResults.Ok(new ChartList(jobId, Charts(JobSurface.Of(context), job, index, paths)));
    }

    /// <summary>A chart of one image</summary>
    public static PhysicalFileHttpResult GetChart(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, int index, string name, JobActions jobs, JobPaths paths)
    {
        JobSnapshot job = FindImage(context, jobs, jobId, index);
        return Send(Path.Combine(paths.Charts(job.Definition, index), name + ".png"), Png);
    }

    /// <summary>The figures over all images of a job</summary>
    public static PhysicalFileHttpResult GetSummary(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobPaths paths)
    {
        JobSnapshot job = jobs.Find(JobSurface.Of(context), jobId);
        if (!job.IsSettled)
        {
            throw new ApiException(ProblemKind.WrongState, "The figures are made when the job has ended, and no image of it is worked on any more.");
        }

        return Send(paths.Summary(job.Definition), Json);
    }

    /// <summary>Lists the charts over all images of a job</summary>
    public static Ok<ChartList> ListSummaryCharts(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobPaths paths)
    {
        JobSurface surface = JobSurface.Of(context);
        JobSnapshot job = jobs.Find(surface, jobId);
        return TypedResults.Ok(new ChartList(jobId, ChartLink.In(paths.SummaryCharts(job.Definition), $"{surface.Path(jobId)}/visualizations")));
    }

    /// <summary>A chart over all images of a job</summary>
    public static PhysicalFileHttpResult GetSummaryChart(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, string name, JobActions jobs, JobPaths paths)
    {
        JobSnapshot job = jobs.Find(JobSurface.Of(context), jobId);
        return Send(Path.Combine(paths.SummaryCharts(job.Definition), name + ".png"), Png);
    }

    /// <summary>Everything that came out of a job, as one file</summary>
    /// <remarks>A job that goes on still is written as far as it is. The file is streamed as it is made.</remarks>
    public static ExportResult Export(
        HttpContext context,
        [FromRoute(Name = "job_id")] string jobId,
        string? format,
        string? rows,
        JobActions jobs,
        ExporterCatalog exporters)
    {
        JobSnapshot job = jobs.Find(JobSurface.Of(context), jobId);
        return ExportResult.Create(job, format, rows, exporters);
    }

    private static JobResult Describe(JobSurface surface, JobSnapshot job, int index, JobPaths paths) =>
        new(BatchImageStatus.From(job, index, paths))
        {
            ResultUrl = job.Items[index].State == ItemState.Success ? surface.ResultPath(job.Definition.JobId, index) : null,
            Visualizations = Charts(surface, job, index, paths) is { Count: > 0 } charts ? charts : null,
        };

    private static IReadOnlyList<ChartLink> Charts(JobSurface surface, JobSnapshot job, int index, JobPaths paths) =>
        job.Definition.Settings.DrawsImages && job.Items[index].State == ItemState.Success
            ? ChartLink.In(paths.Charts(job.Definition, index), surface.ResultPath(job.Definition.JobId, index) + "/visualizations")
            : [];

    private static JobSnapshot FindImage(HttpContext context, JobActions jobs, string jobId, int index)
    {
        JobSnapshot job = jobs.Find(JobSurface.Of(context), jobId);
        return index >= 0 && index < job.Items.Count
            ? job
            : throw new ApiException(ProblemKind.NotFound, $"The job has the images 0 to {job.Items.Count - 1}; image {index} was asked for.");
    }

    private static void ThrowIfNotDone(JobSnapshot job, int index)
    {
        ItemRecord item = job.Items[index];
        string? reason = item.State switch
        {
            ItemState.Success => null,
            ItemState.Failed => $"Image {index} failed: {item.Error}",
            ItemState.Cancelled => $"Image {index} was cancelled before it was done.",
            _ => $"Image {index} is not done yet.",
        };
        if (reason is not null)
        {
            throw new ApiException(ProblemKind.WrongState, reason);
        }
    }

    private static PhysicalFileHttpResult Send(string path, string type)
    {
        FileInfo file = new(path);
        return file.Exists
            ? TypedResults.PhysicalFile(path, type, lastModified: file.LastWriteTimeUtc)
            : throw new ApiException(ProblemKind.NotFound, "There is no such file: it was not asked for, or is not kept any more.");
    }
}
