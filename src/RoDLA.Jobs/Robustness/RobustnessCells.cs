using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Analysis.Pictures;
using RoDLA.Imaging.Painting;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Robustness;

/// <summary>The finished cells of the images of robustness jobs, while they run and after.</summary>
public sealed class RobustnessCells
{
    // Journals whose figures are kept. Only those that grew are read again.
    private const int MaxKept = 4096;
    private const int LongestSide = 1600;

    private static readonly IReadOnlyDictionary<string, double?> None = FrozenDictionary<string, double?>.Empty;

    private readonly PageSetEvaluator _evaluator;
    private readonly InputFiles _inputs;
    private readonly JobPaths _paths;
    private readonly ConcurrentDictionary<(string Path, long Length), IReadOnlyDictionary<string, double?>> _scores = new();

    internal RobustnessCells(PageSetEvaluator evaluator, InputFiles inputs, JobPaths paths) =>
        (_evaluator, _inputs, _paths) = (evaluator, inputs, paths);

    /// <summary>F1 of each image in each of its finished cells, by the names of the cells; null where an image has no figures.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, double?>>> ScoresAsync(
        JobDefinition job, JobRobustness settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return await WorkThreads.Shared.RunAsync(
            () =>
            {
                IReadOnlyDictionary<string, double?>[] scores = new IReadOnlyDictionary<string, double?>[job.Items.Count];
                for (int i = 0; i < scores.Length; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    scores[i] = Scores(RobustnessJobs.WorkOf(job, settings, i, _paths));
                }

                return scores;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Truths and detections of an image in a cell; null when the cell is not finished.</summary>
    public CellBoxes? Find(JobDefinition job, JobRobustness settings, int index, string cell) =>
        PageCells.Find(RobustnessJobs.WorkOf(job, settings, index, _paths), cell);

    /// <summary>Makes the image of a cell again, as a JPEG of at most 1600 pixels a side.</summary>
    /// <param name="job">The job.</param>
    /// <param name="settings">Its evaluation.</param>
    /// <param name="index">Index of the image, from 0.</param>
    /// <param name="step">The perturbation; null for the clean image.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageException">The image cannot be read, or was removed.</exception>
    /// <exception cref="BusyException">There was no room in the pixel budget in time.</exception>
    public async Task<byte[]> PictureAsync(
        JobDefinition job, JobRobustness settings, int index, PerturbationStep? step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(settings);
        InputFile file = await _inputs.OpenAsync(job, index, cancellationToken).ConfigureAwait(false);
        LabelledPage page = RobustnessJobs.Page(job.Items[index], labels: null);
        using PageImage image = await _evaluator
            .PictureAsync(file.Document, page, step, settings.Pages, cancellationToken).ConfigureAwait(false);
        return await WorkThreads.Shared.RunAsync(() => Encode(image), cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Encode(PageImage image)
    {
        double scale = Math.Min(1, (double)LongestSide / Math.Max(image.Width, image.Height));
        PageSize size = new(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        using PageImage small = PageResizer.Resize(image, size);
        using MemoryStream jpeg = new();
        PictureFormat.Jpeg.Write(small, jpeg.Write);
        return jpeg.ToArray();
    }

    private IReadOnlyDictionary<string, double?> Scores(PageWork work)
    {
        FileInfo journal = new(work.Journal);
        if (!journal.Exists)
        {
            return None;
        }

        if (_scores.Count >= MaxKept)
        {
            _scores.Clear();
        }

        return _scores.GetOrAdd((work.Journal, journal.Length), static (_, page) => PageCells.Scores(page), work);
    }
}
