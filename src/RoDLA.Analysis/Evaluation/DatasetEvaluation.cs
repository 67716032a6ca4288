using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>
/// Evaluates a model on a folder of pages: clean and under every perturbation. Each finished cell of a page is kept, so that a run
/// continues where an earlier one stopped, and ends with the same bytes.
/// </summary>
public sealed class DatasetEvaluation
{
    private readonly IPageReader _reader;
    private readonly PageSetEvaluator _evaluator;
    private readonly DatasetEvaluationSettings _settings;
    private readonly EvaluationPages _pages;
    private readonly EvaluationClaim _claim;
    private int _done;
    private int _earlier;

    internal DatasetEvaluation(
        IPageReader reader, PageSetEvaluator evaluator, DatasetEvaluationSettings settings, EvaluationPages pages, EvaluationClaim claim) =>
        (_reader, _evaluator, _settings, _pages, _claim) = (reader, evaluator, settings, pages, claim);

    /// <summary>Cells of pages that a whole run does.</summary>
    public int Total => _pages.Pages.Count * (_settings.Pages.Steps.Count + 1);

    /// <summary>Checks that a report can be compared with the one that this run makes.</summary>
    /// <exception cref="DatasetException">It is on other pages, labels or classes, or its pages were perturbed otherwise.</exception>
    public void ThrowIfNotComparable(EvaluationReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        EvaluationSettings own = _settings.Pages;
        string? reason = other.Data.Sha256 != _claim.Data ? "other pages or labels"
            : !other.Data.Classes.SequenceEqual(_pages.Classes.Names) ? "other classes"
            : (other.Settings.Seed, other.Settings.Mode) != (own.Seed, own.Mode) ? "another seed or mode of the perturbations"
            : null;
        if (reason is not null)
        {
            throw new DatasetException([$"The other report has {reason}: only reports on the same pages can be compared."]);
        }
    }

    /// <summary>Does what is missing, and writes the report.</summary>
    /// <param name="progress">Receives the progress, from several threads; may be null.</param>
    /// <param name="cancellationToken">Stops the run; another run continues from there.</param>
    /// <returns>The report.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public async Task<EvaluationReport> RunAsync(IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        EvaluationSetPage[] pages = [.. _pages.Pages.Select(Page)];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _settings.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, pages.Length),
            parallel,
            async (index, ends) => pages[index] = await EvaluateAsync(pages[index], progress, ends).ConfigureAwait(false))
                .ConfigureAwait(false);

        EvaluationSet set = new(_settings.Name, _claim.Data, _claim.Model, _settings.Pages, _pages.Classes, pages)
        {
            Truth = _settings.CocoFile is null ? TruthSource.CleanDetections : TruthSource.Labels,
            Effects = _settings.Effects,
        };
        return await _evaluator.WriteReportAsync(set, _settings.Out, cancellationToken).ConfigureAwait(false);
    }

    private EvaluationSetPage Page(LabelledPage page, int index) => new(
        page,
        Path.Combine(_settings.Out, "pages", index.ToString("D6", CultureInfo.InvariantCulture) + ".jsonl"),
        ends => _reader.OpenAsync(DocumentSource.FromFile(Path.Combine(_settings.Images, page.Name)), ends));

    private async Task<EvaluationSetPage> EvaluateAsync(
        EvaluationSetPage page, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        PageWork work = new(_settings.Pages, _pages.Classes, page.Journal);
        HashSet<string> cells = [.. _settings.Pages.Cells.Select(CellName.Of)];
        int earlier = PageSetEvaluator.CellsOf(page.Journal).Count(cells.Contains);
        Interlocked.Add(ref _earlier, earlier);
        Interlocked.Add(ref _done, earlier);
        try
        {
            OpenDocument document = await page.Open(cancellationToken).ConfigureAwait(false);
            await _evaluator.EvaluateAsync(document, page.Page, work, Report, cancellationToken).ConfigureAwait(false);
            return page;
        }
        catch (ImageException e)
        {
            Interlocked.Add(ref _done, cells.Count - earlier);
            return page with { Error = e.Message };
        }

        void Report(string cell) => progress?.Report(new EvaluationProgress(
            Interlocked.Increment(ref _done), Volatile.Read(ref _earlier), $"{cell} {page.Page.Name}"));
    }
}
