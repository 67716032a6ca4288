using System.Security.Cryptography;
using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Intake;
using RoDLA.Jobs.Robustness;

namespace RoDLA.Api.Robustness;

/// <summary>Makes a robustness job of a form: images and labels to disk, all mistakes reported at once.</summary>
internal sealed class RobustnessSubmission(
    IJobEngine engine,
    IDiskGuard disk,
    RobustnessForm form,
    FileIntake intake,
    IPageReader reader,
    PageSetEvaluator evaluator,
    RobustnessLimits limits)
{
    /// <summary>Submits a form.</summary>
    /// <exception cref="ApiException">The request has mistakes, or is over a limit.</exception>
    public async Task<RobustnessAccepted> SubmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        disk.ThrowIfFull(Math.Min(request.ContentLength ?? 0, limits.Batch.MaxTotalBytes));
        using JobDraft draft = engine.CreateDraft();
        DraftSink sink = new(draft, limits.Batch, limits.Uploads);
        await using FormFields fields = await FormReader.ReadAsync(request, sink, cancellationToken);
        (JobRequest job, EvaluationSettings pages, LabelVocabulary? vocabulary, string? name, int? limit) = form.Read(fields);
        limits.CheckFiles(fields, sink.Count);
        fields.ThrowIfAny();

        FileIntakeResult files = await intake.AddAsync(draft, sink.Files, limits.Intake, cancellationToken);
        foreach (string mistake in files.Mistakes)
        {
            fields.AddSentence(DraftSink.FieldName, mistake);
        }

        fields.ThrowIfAny();
        LabelSet labels = await ReadLabelsAsync(draft, files.Labels, fields, limit, cancellationToken);
        EvaluatedModel model = evaluator.ModelOf(pages.Detection);
        JobRobustness robustness = new(
            name ?? "uploaded pages", pages, model, labels.Format is null ? TruthSource.CleanDetections : TruthSource.Labels)
        {
            LabelClasses = labels.Classes,
            Vocabulary = vocabulary,
            Sha256 = await DigestAsync(draft, labels, cancellationToken),
        };
        if (robustness.Classes is not { } classes)
        {
            fields.AddSentence("mapping", $"The classes of the labels ({string.Join(", ", labels.Classes)}) and of the model "
                + $"({string.Join(", ", model.Classes)}) cannot be matched: send a mapping");
            fields.ThrowIfAny();
            throw new InvalidOperationException("A mistake was added.");
        }

        job = job with { Settings = job.Settings with { Robustness = robustness } };
        JobSnapshot accepted = await engine.SubmitAsync(draft, job, cancellationToken);
        return Answer(accepted, robustness, labels, (files.Ignored, Notes(robustness, classes, fields)));
    }

    private async Task<LabelSet> ReadLabelsAsync(
        JobDraft draft, IReadOnlyList<DraftFile> files, FormFields fields, int? limit, CancellationToken cancellationToken)
    {
        LabelTarget[] targets = new LabelTarget[draft.Items.Count];
        for (int i = 0; i < targets.Length && files.Count > 0; i++)
        {
            targets[i] = new LabelTarget(draft.Items[i].Name, await SizeAsync(draft, i, cancellationToken));
        }

        LabelSet labels = files.Count == 0
            ? LabelSet.None
            : LabelReader.Read([.. files.Select(f => new LabelFile(f.Name, f.Path))], targets);
        foreach (DraftFile file in files)
        {
            File.Delete(file.Path);
        }

        foreach (string mistake in labels.Mistakes)
        {
            fields.AddSentence(DraftSink.FieldName, mistake);
        }

        fields.ThrowIfAny();
        // The labels of all images are checked before some are chosen.
        IReadOnlyList<int> chosen = ImageLimit.Spread(draft.Items.Count, limit);
        draft.Keep(chosen);
        labels = labels with { Pages = labels.Pages.Count == 0 ? [] : [.. chosen.Select(i => labels.Pages[i])] };
        for (int i = 0; i < labels.Pages.Count; i++)
        {
            await LabelStore.KeepAsync(draft.InputFolder, i, labels.Pages[i], cancellationToken);
        }

        return labels;
    }

    // An image that cannot be read fails alone.
    private async Task<PageSize?> SizeAsync(JobDraft draft, int index, CancellationToken cancellationToken)
    {
        try
        {
            string path = Path.Combine(draft.InputFolder, draft.Items[index].File!);
            return (await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken)).Info.FirstPage;
        }
        catch (ImageException)
        {
            return null;
        }
    }

    private static async Task<string> DigestAsync(JobDraft draft, LabelSet labels, CancellationToken cancellationToken)
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ItemDefinition item in draft.Items)
        {
            await using FileStream file = File.OpenRead(Path.Combine(draft.InputFolder, item.File!));
            all.AppendData(Encoding.UTF8.GetBytes(item.Name));
            all.AppendData(await SHA256.HashDataAsync(file, cancellationToken));
        }

        all.AppendData(JsonSerializer.SerializeToUtf8Bytes(labels.Pages, ReportJson.Options));
        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    private static List<string> Notes(JobRobustness robustness, ClassSpace classes, FormFields fields)
    {
        List<string> notes = [.. fields.UnknownFieldNotes()];
        if (robustness.Truth == TruthSource.CleanDetections)
        {
            notes.Add(EvaluationReport.CleanDetectionsNote);
        }
        else if (classes.LeftOut.Count > 0)
        {
            notes.Add($"Labels without a class of the model are left out: {string.Join(", ", classes.LeftOut)}.");
        }

        return notes;
    }

    private static RobustnessAccepted Answer(
        JobSnapshot job, JobRobustness robustness, LabelSet labels, (int Ignored, IReadOnlyList<string> Notes) told)
    {
        string self = ApiSurface.Rodla.Path(job.Definition.JobId);
        ClassSpace classes = robustness.Classes!;
        return new RobustnessAccepted(
            job.Definition.JobId,
            "queued",
            $"Robustness evaluation started for {(job.Items.Count == 1 ? "1 image" : $"{job.Items.Count} images")}",
            job.Items.Count,
            robustness.Pages.Steps.Count + 1,
            robustness.Truth,
            labels.Format,
            labels.Pages.Sum(p => p.Count(l => classes.OfLabel(l.ClassName) is not null)),
            classes.Names,
            self,
            RobustnessEndpoints.ReportPath(job.Definition.JobId),
            told.Ignored,
            told.Notes,
            JobLinks.Of(self));
    }
}
