using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Makes a job of a request: images to disk, settings checked, all mistakes reported at once.</summary>
internal sealed class JobSubmission(
    IJobEngine engine,
    ILayoutRules rules,
    IDiskGuard disk,
    BatchIntake intake,
    BatchSettings settings,
    IOptions<BatchOptions> options,
    IOptions<UploadOptions> uploads)
{
    /// <summary>Submits the files of a form.</summary>
    /// <returns>The job, the number of archive entries that were ignored, and notes on the request.</returns>
    /// <exception cref="ApiException">The request has mistakes, or is over a limit.</exception>
    public async Task<(JobSnapshot Job, int Ignored, IReadOnlyList<string> Notes)> SubmitFormAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        using JobDraft draft = CreateDraft(request);
        DraftSink sink = new(draft, options.Value, uploads.Value);
        await using FormFields fields = await FormReader.ReadAsync(request, sink, cancellationToken);

        JobRequest job = settings.Read(fields);
        PageSelection pages = settings.Pages.Read(fields);
        CheckFileCount(fields, sink.Count);
        fields.ThrowIfAny();
        int ignored = await intake.AddFilesAsync(draft, sink.Files, pages, fields, cancellationToken);
        return (await SubmitAsync(draft, job, fields, cancellationToken), ignored, fields.UnknownFieldNotes());
    }

    /// <summary>Submits the images of a JSON body.</summary>
    /// <returns>The job, and notes on the request.</returns>
    /// <exception cref="ApiException">The request has mistakes, or is over a limit.</exception>
    public async Task<(JobSnapshot Job, IReadOnlyList<string> Notes)> SubmitJsonAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new ApiException(ProblemKind.NotJson, "Send JSON, with the header Content-Type: application/json.");
        }

        using JobDraft draft = CreateDraft(request);
        BatchRequest body = new(draft, options.Value, settings.Names);
        await body.ReadAsync(request, cancellationToken);

        FormFields fields = body.Fields;
        JobRequest job = settings.Read(fields);
        PageSelection pages = settings.Pages.Read(fields);
        if (body.Images.Count == 0)
        {
            fields.AddSentence(BatchRequest.ImagesField, "No images provided");
        }

        await intake.AddImagesAsync(draft, body.Images, pages, fields, cancellationToken);
        return (await SubmitAsync(draft, job, fields, cancellationToken), fields.UnknownFieldNotes());
    }

    // Before the upload, so that a refused client knows at once. A request that breaks off removes its files by disposing the draft.
    private JobDraft CreateDraft(HttpRequest request)
    {
        disk.ThrowIfFull(Math.Min(request.ContentLength ?? 0, options.Value.MaxTotalBytes));
        return engine.CreateDraft();
    }

    private async Task<JobSnapshot> SubmitAsync(JobDraft draft, JobRequest job, FormFields fields, CancellationToken cancellationToken)
    {
        if (fields.Mistakes.Count == 0)
        {
            settings.Perturbations.CheckCount(fields, job.Settings.Perturbations, draft.Items.Count);
        }

        fields.ThrowIfAny();
        await rules.CheckAsync(job.Settings.Detection.Rules, cancellationToken);
        return await engine.SubmitAsync(draft, job, cancellationToken);
    }

    private void CheckFileCount(FormFields fields, int files)
    {
        if (files == 0)
        {
            fields.AddSentence(DraftSink.FieldName, "At least one file is required");
        }
        else if (files > options.Value.MaxFiles)
        {
            fields.AddSentence(DraftSink.FieldName, $"Maximum {options.Value.MaxFiles} files allowed, got {files}");
        }
    }
}
