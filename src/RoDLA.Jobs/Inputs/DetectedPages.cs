using RoDLA.Analysis.Perturbing;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Inputs;

/// <summary>Decodes the pages that the detections of a job lie on. One that was perturbed is not kept: it is perturbed again.</summary>
internal sealed class DetectedPages(JobPaths paths, InputFiles inputs, PagePerturber perturber)
{
    /// <summary>Decodes the page of a result.</summary>
    /// <param name="job">The job.</param>
    /// <param name="index">Index of the image, from 0.</param>
    /// <param name="report">The result, which tells the seed of the perturbations.</param>
    /// <param name="demand">Room for pixels, and where it waits for it.</param>
    /// <returns>Null when the file of the image was removed.</returns>
    /// <exception cref="ImageException">It cannot be read.</exception>
    /// <exception cref="BusyException">There was no room in the pixel budget in time.</exception>
    public Func<CancellationToken, ValueTask<PageImage>>? Of(JobDefinition job, int index, StoredReport report, PageDemand demand) =>
        File.Exists(paths.InputFile(job, index)) ? token => ReadAsync(job, index, report, demand, token) : null;

    private async ValueTask<PageImage> ReadAsync(
        JobDefinition job, int index, StoredReport report, PageDemand demand, CancellationToken cancellationToken)
    {
        InputFile file = await inputs.OpenAsync(job, index, cancellationToken).ConfigureAwait(false);
        ItemDefinition item = job.Items[index];
        if (job.Settings.Perturbations?.For(index) is not { } perturbation)
        {
            return await file.Document.ReadPageAsync(item.Page, demand, cancellationToken).ConfigureAwait(false);
        }

        using PageImage clean = await file.Document
            .ReadPageAsync(item.Page, demand with { Copies = demand.Copies + PagePerturber.Copies }, cancellationToken).ConfigureAwait(false);
        PerturbedPage perturbed = await perturber.PerturbAsync(
            clean,
            new PageName(item.Name, item.Page, file.Document.Info.PageCount),
            perturbation with { Seed = report.PerturbationInfo?.Seed ?? perturbation.Seed },
            demand.Priority,
            cancellationToken).ConfigureAwait(false);
        clean.MoveRoomTo(perturbed.Image);
        return perturbed.ToPicture().Image;
    }
}
