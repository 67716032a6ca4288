using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Robustness;

/// <summary>
/// Evaluates the images of robustness jobs, and makes their reports. Every finished cell of an image is on disk: an image that is begun
/// again, after a fault or a restart, does only what is missing.
/// </summary>
/// <param name="evaluator">Evaluates them.</param>
/// <param name="inputs">Opens them.</param>
/// <param name="labels">Their labels.</param>
/// <param name="paths">Where the files are.</param>
internal sealed class RobustnessJobs(PageSetEvaluator evaluator, InputFiles inputs, LabelStore labels, JobPaths paths)
{
    /// <summary>Does the cells of an image that are missing.</summary>
    public async Task EvaluateAsync(JobDefinition job, JobRobustness settings, int index, CancellationToken cancellationToken)
    {
        InputFile file = await inputs.OpenAsync(job, index, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PageLabel>? own = settings.Truth == TruthSource.Labels
            ? await labels.ReadAsync(job.JobId, index, cancellationToken).ConfigureAwait(false)
            : null;
        PageWork work = WorkOf(job, settings, index, paths);
        await evaluator
            .EvaluateAsync(file.Document, Page(job.Items[index], own), work, report: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the report of a job whose images are all final, when it is a robustness job and an image succeeded.</summary>
    public async Task WriteReportAsync(JobSnapshot job, CancellationToken cancellationToken)
    {
        if (job.Definition.Settings.Robustness is not { } settings || job.Progress.Successful == 0)
        {
            return;
        }

        EvaluationSet set = new(
            settings.Name,
            settings.Sha256,
            settings.Model,
            settings.Pages,
            ClassesOf(settings),
            [.. Enumerable.Range(0, job.Items.Count).Select(i => SetPage(job, i))])
        {
            Truth = settings.Truth,
        };
        await evaluator.WriteReportAsync(set, paths.RobustnessFolder(job.Definition), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is done to an image of a job.</summary>
    internal static PageWork WorkOf(JobDefinition job, JobRobustness settings, int index, JobPaths paths) =>
        new(settings.Pages, ClassesOf(settings), paths.Cells(job, index));

    // The names of the pages of a document differ, and with them their seeds.
    internal static LabelledPage Page(ItemDefinition item, IReadOnlyList<PageLabel>? labels) => new(
        item.Page == 1 ? item.Name : string.Create(CultureInfo.InvariantCulture, $"{item.Name}#{item.Page}"), labels)
    {
        Page = item.Page,
    };

    private static ClassSpace ClassesOf(JobRobustness settings) =>
        settings.Classes ?? throw new InvalidDataException("The classes of labels and model of an accepted job cannot be matched.");

    private EvaluationSetPage SetPage(JobSnapshot job, int index)
    {
        ItemRecord item = job.Items[index];
        return new EvaluationSetPage(
            Page(job.Definition.Items[index], labels: null),
            paths.Cells(job.Definition, index),
            async ends => (await inputs.OpenAsync(job.Definition, index, ends).ConfigureAwait(false)).Document,
            item.State == ItemState.Success ? null : item.Error ?? $"The image was {ReportJson.Word(item.State)}.");
    }
}
