using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Robustness;

namespace RoDLA.Api.Robustness;

/// <summary>The finished cells of a robustness job, while it runs and after: figures, boxes and pictures.</summary>
internal static class CellEndpoints
{
    private const string ImageRoute = "/{job_id}/images/{index:int}/cells/{cell}";
    private const int Decimals = 4;

    private static readonly OperationDescription OfCell = JobDescriptions.OfJob(
        [ProblemKind.WrongState], ("cell", "The cell: `clean`, or a perturbation and its degree, such as `rotation:2`."));

    /// <summary>Maps the endpoints below <paramref name="robustness"/>, the route of robustness jobs.</summary>
    public static void MapCells(this RouteGroupBuilder robustness)
    {
        robustness.MapGet("/{job_id}/cells", ListAsync).WithName("listRobustnessCells").WithMetadata(JobDescriptions.OfJob([]));
        robustness.MapGet(ImageRoute, GetBoxes).WithName("getCellBoxes").WithMetadata(OfCell);
        robustness.MapGet($"{ImageRoute}/picture", GetPictureAsync)
            .WithName("getCellPicture")
            .WithMetadata(OfCell with { Files = ["image/jpeg"], Problems = [.. OfCell.Problems, ProblemKind.Busy] });
    }

    /// <summary>Returns the finished cells of a robustness job</summary>
    /// <remarks>
    /// F1 of every image in every cell that is finished, also while the job runs. The report has mAP and all other figures, once the job has
    /// ended.
    /// </remarks>
    public static async Task<Ok<CellList>> ListAsync(
        [FromRoute(Name = "job_id")] string jobId, JobAccess jobs, RobustnessCells cells, CancellationToken cancellationToken)
    {
        (JobSnapshot job, JobRobustness settings) = Find(jobs, jobId);
        IReadOnlyList<IReadOnlyDictionary<string, double?>> scores =
            await cells.ScoresAsync(job.Definition, settings, cancellationToken);
        string[] names = [.. settings.Pages.Cells.Select(CellName.Of)];
        return TypedResults.Ok(new CellList(
            jobId,
            job.State,
            settings.Truth,
            Math.Round(settings.Pages.TruthThreshold, Decimals),
            [.. names.Select(name => Progress(name, scores))],
            [
                .. job.Definition.Items.Select((item, i) => new CellImage(
                    i, item.Name, item.Page, [.. names.Select(name => scores[i].GetValueOrDefault(name))])),
            ]));
    }

    /// <summary>Returns truths and detections of an image in a cell</summary>
    /// <remarks>Boxes are in pixels of the perturbed image. 409 while the cell is not finished.</remarks>
    public static Ok<CellBoxes> GetBoxes(
        [FromRoute(Name = "job_id")] string jobId, int index, string cell, JobAccess jobs, RobustnessCells cells)
    {
        (JobSnapshot job, JobRobustness settings) = Find(jobs, jobId);
        _ = StepOf(job, settings, index, cell);
        return TypedResults.Ok(cells.Find(job.Definition, settings, index, cell) ?? throw new ApiException(
            ProblemKind.WrongState, $"Image {index} is not finished in the cell '{cell}'."));
    }

    /// <summary>Returns the picture of an image in a cell</summary>
    /// <remarks>It is perturbed again with the seed of the evaluation, and reduced to at most 1600 pixels a side.</remarks>
    public static async Task<FileContentHttpResult> GetPictureAsync(
        [FromRoute(Name = "job_id")] string jobId,
        int index,
        string cell,
        JobAccess jobs,
        RobustnessCells cells,
        CancellationToken cancellationToken)
    {
        (JobSnapshot job, JobRobustness settings) = Find(jobs, jobId);
        PerturbationStep? step = StepOf(job, settings, index, cell);
        return TypedResults.Bytes(
            await cells.PictureAsync(job.Definition, settings, index, step, cancellationToken), "image/jpeg");
    }

    private static (JobSnapshot Job, JobRobustness Settings) Find(JobAccess jobs, string jobId)
    {
        JobSnapshot job = jobs.Find(ApiSurface.Rodla, jobId).Job;
        return job.Definition.Settings.Robustness is { } settings
            ? (job, settings)
            : throw new ApiException(ProblemKind.NotFound, $"Job {jobId} is no robustness job: it has no cells.");
    }

    private static PerturbationStep? StepOf(JobSnapshot job, JobRobustness settings, int index, string cell)
    {
        if (index < 0 || index >= job.Items.Count)
        {
            throw new ApiException(
                ProblemKind.NotFound, $"There is no image {index}: the job has the images 0 to {job.Items.Count - 1}.");
        }

        PerturbationStep? step = settings.Pages.Steps.FirstOrDefault(s => CellName.Of(s) == cell);
        return step is not null || cell == CellName.Clean
            ? step
            : throw new ApiException(ProblemKind.NotFound, $"The job has no cell '{cell}'.");
    }

    private static CellProgress Progress(string name, IReadOnlyList<IReadOnlyDictionary<string, double?>> scores)
    {
        double?[] done = [.. scores.Where(s => s.ContainsKey(name)).Select(s => s[name])];
        return new CellProgress(name, done.Length, done.Average() is { } mean ? Math.Round(mean, Decimals) : null);
    }
}
