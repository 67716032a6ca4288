using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs.Definition;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Retention;

namespace RoDLA.Api.Batches;

/// <summary>Jobs made of files in a form.</summary>
internal static class DetectBatchEndpoints
{
    /// <summary>Maps <c>POST /api/detect-batch</c>.</summary>
    public static IEndpointRouteBuilder MapDetectBatch(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/detect-batch", SubmitAsync)
            .WithName("detect-batch").WithTags("Batch").WithMetadata(BatchDescriptions.DetectBatch, JobSurface.Rodla)
            .WithRequestTimeout(ErrorExtensions.TransferPolicy);
        return app;
    }

    /// <summary>Begins the detection on many pages</summary>
    /// <remarks>
    /// Takes 1 to 300 files, ZIP archives among them, and answers as soon as all are on disk; the work goes on in the background, and over a
    /// restart. A file that is no image refuses the whole request; one that is an image but broken fails alone. Ask `status_endpoint` how far
    /// the job is, or follow its `links.events` or `links.websocket`.
    /// </remarks>
    public static async Task<Accepted<BatchAccepted>> SubmitAsync(
        HttpContext context,
        IJobEngine engine,
        IDiskGuard disk,
        BatchIntake intake,
        BatchSettings settings,
        IOptions<BatchOptions> options,
        IOptions<UploadOptions> uploads,
        CancellationToken cancellationToken)
    {
        // Before the upload: who cannot be served is told so at once, and a form that breaks off takes its files with it.
        disk.ThrowIfFull(Math.Min(context.Request.ContentLength ?? 0, options.Value.MaxTotalBytes));
        using JobDraft draft = engine.CreateDraft();
        DraftSink sink = new(draft, options.Value, uploads.Value);
        await using UploadForm form = await UploadReader.ReadAsync(context.Request, sink, sink.Limits, cancellationToken);

        FormFields fields = new(form);
        JobRequest request = settings.Read(fields);
        PageSelection pages = fields.Pages("pages", "page");
        CheckCount(fields, sink.Count, options.Value.MaxFiles);
        fields.ThrowIfAny();

        int ignored = await intake.AddFilesAsync(draft, sink.Files, pages, fields, cancellationToken);
        if (fields.Count == 0)
        {
            BatchPerturbations.CheckCount(fields, request.Settings.Perturbations, draft.Items.Count);
        }

        fields.ThrowIfAny();
        JobSnapshot job = await engine.SubmitAsync(draft, request, cancellationToken);
        string self = JobSurface.Rodla.Path(job.Definition.JobId);
        return TypedResults.Accepted(self, new BatchAccepted(
            job.Definition.JobId,
            "queued",
            $"Batch processing started for {Counted.Images(job.Items.Count)}",
            job.Items.Count,
            self,
            Counted.Seconds(job.Progress.SecondsLeft),
            ignored,
            JobLinks.Of(self)));
    }

    private static void CheckCount(FormFields fields, int files, int most)
    {
        if (files == 0)
        {
            fields.Tell(DraftSink.FieldName, "At least one file is required");
        }
        else if (files > most)
        {
            fields.Tell(DraftSink.FieldName, $"Maximum {most} files allowed, got {files}");
        }
    }
}
