using System.Net.Mime;
using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;

namespace RoDLA.Api.Robustness;

/// <summary>Robustness jobs: the evaluation of a model on pages, clean and under every perturbation, and its report.</summary>
internal static class RobustnessEndpoints
{
    private const string Path = "/api/robustness";
    private const string Markdown = "text/markdown; charset=utf-8";

    // The page has its own style, script and pictures, and reaches nothing, this service included.
    private const string PagePolicy =
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'; "
        + "sandbox allow-scripts";

    /// <summary>Adds what the endpoints use beside the job engine and what the batch endpoints add.</summary>
    public static IServiceCollection AddRobustness(this IServiceCollection services) => services
        .AddSingleton<RobustnessForm>()
        .AddSingleton<RobustnessLimits>()
        .AddSingleton<RobustnessSubmission>();

    /// <summary>Maps <c>/api/robustness</c>.</summary>
    public static IEndpointRouteBuilder MapRobustness(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder robustness = app.MapGroup(Path).WithTags("Robustness");
        robustness.MapPost("", SubmitAsync)
            .WithName("evaluateRobustness")
            .WithForm(app.ServiceProvider.GetRequiredService<RobustnessForm>().Fields)
            .WithMetadata(new OperationDescription
            {
                Problems =
                [
                    ProblemKind.MalformedForm, ProblemKind.NotAForm, ProblemKind.ArchiveRefused, ProblemKind.Validation,
                    ProblemKind.OriginRefused, ProblemKind.TooLarge, ProblemKind.UnknownEncoding, .. JobDescriptions.Refusals,
                    ProblemKind.TimedOut,
                ],
            })
            .WithRequestTimeout(ErrorExtensions.TransferPolicy);
        robustness.MapGet("/{job_id}/report", GetReport)
            .WithName("getRobustnessReport")
            .WithMetadata(JobDescriptions.OfJob([ProblemKind.WrongState]) with
            {
                Answers = [typeof(EvaluationReport)],
                Files = ["text/html"],
            });
        robustness.MapGet("/{job_id}/report.{format:alpha}", GetReportAs)
            .WithName("exportRobustnessReport")
            .WithMetadata(
                JobDescriptions.OfJob([ProblemKind.WrongState], ("format", "html, json, csv, md, or svg: the heat map alone.")) with
                {
                    Files = ["text/html", MediaTypeNames.Application.Json, "text/csv", "text/markdown", "image/svg+xml"],
                });
        robustness.MapCells();
        return app;
    }

    /// <summary>Path of the report of a job.</summary>
    public static string ReportPath(string jobId) => $"{Path}/{jobId}/report";

    /// <summary>Starts the evaluation of a model on pages, clean and perturbed</summary>
    /// <remarks>
    /// Takes pages with their labels (COCO, YOLO or VOC), as ZIP archives or file by file. Each page is looked at clean and under every
    /// perturbation, and the report tells mAP of every cell, P-Avg, mPC, rPC, mPE and mRD, per class, errors, calibration, and the worst
    /// pages. **Without labels** the model's detections on the clean pages stand in as truth: the figures then say how much detections
    /// change, not how good they are. The job is one of the batch surfaces: status, events, cancellation and retry are those of
    /// `/api/batch-job/{job_id}`.
    /// </remarks>
    public static async Task<Accepted<RobustnessAccepted>> SubmitAsync(
        HttpRequest request, RobustnessSubmission submission, CancellationToken cancellationToken)
    {
        RobustnessAccepted accepted = await submission.SubmitAsync(request, cancellationToken);
        return TypedResults.Accepted(accepted.StatusEndpoint, accepted);
    }

    /// <summary>Returns the report of a robustness job</summary>
    /// <remarks>As JSON, or as a page of HTML when the Accept header prefers it. 409 while the job has not ended.</remarks>
    public static PhysicalFileHttpResult GetReport([FromRoute(Name = "job_id")] string jobId, HttpContext context, JobAccess jobs)
    {
        string accept = context.Request.Headers.Accept.ToString();
        int html = accept.IndexOf(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);
        int json = accept.IndexOf(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
        return Send(context.Response, jobs, jobId, html >= 0 && (json < 0 || html < json) ? "html" : "json");
    }

    /// <summary>Returns the report of a robustness job in a form</summary>
    public static PhysicalFileHttpResult GetReportAs(
        [FromRoute(Name = "job_id")] string jobId, string format, HttpResponse response, JobAccess jobs) =>
        Send(response, jobs, jobId, format);

    private static PhysicalFileHttpResult Send(HttpResponse response, JobAccess jobs, string jobId, string format)
    {
        JobView view = jobs.Find(ApiSurface.Rodla, jobId);
        JobDefinition job = view.Job.Definition;
        if (job.Settings.Robustness is null)
        {
            throw new ApiException(ProblemKind.NotFound, $"Job {jobId} is no robustness job: it has no report.");
        }

        if (!view.Job.IsPersisted)
        {
            throw new ApiException(ProblemKind.WrongState, "The report is made when all images of the job have ended.");
        }

        (string name, string type) = format switch
        {
            "html" => (ReportFiles.Html, "text/html; charset=utf-8"),
            "csv" => (ReportFiles.Csv, "text/csv; charset=utf-8"),
            "md" => (ReportFiles.Markdown, Markdown),
            "svg" => (ReportFiles.HeatMap, "image/svg+xml"),
            "json" => (ReportFiles.Json, MediaTypeNames.Application.Json),
            _ => throw new ApiException(ProblemKind.NotFound, $"There is no report as '{format}': take html, json, csv, md or svg."),
        };
        if (format == "html")
        {
            response.Headers.ContentSecurityPolicy = PagePolicy;
        }

        FileInfo file = new(System.IO.Path.Combine(view.Paths.RobustnessFolder(job), name));
        return file.Exists
            ? TypedResults.PhysicalFile(file.FullName, type, lastModified: file.LastWriteTimeUtc)
            : throw new ApiException(
                ProblemKind.NotFound, "There is no report: no image of the job could be evaluated, or its retention time is over.");
    }
}
