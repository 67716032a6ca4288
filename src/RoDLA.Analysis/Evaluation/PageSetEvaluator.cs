using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>Evaluates the pages of a set one by one, and makes the report of all: for the command line and for jobs.</summary>
public sealed class PageSetEvaluator
{
    private readonly PageEvaluator _evaluator;
    private readonly ILayoutDetector _detector;

    internal PageSetEvaluator(PageEvaluator evaluator, ILayoutDetector detector) => (_evaluator, _detector) = (evaluator, detector);

    /// <summary>The model that pages are evaluated with.</summary>
    public EvaluatedModel ModelOf(DetectionSettings settings) => EvaluatedModel.Of(_detector, settings);

    /// <summary>Names of the cells that a page's journal has.</summary>
    public static IEnumerable<string> CellsOf(string journal) => new PageJournal(journal).Read().Keys;

    /// <summary>Does the cells that a page's journal does not have. One call for a page at a time.</summary>
    /// <param name="document">The page's document.</param>
    /// <param name="page">The page.</param>
    /// <param name="work">What to do with it.</param>
    /// <param name="report">Receives the name of each cell that is done; may be null.</param>
    /// <param name="cancellationToken">Stops the work; the journal keeps what is done.</param>
    /// <exception cref="ImageException">The page cannot be read.</exception>
    public Task EvaluateAsync(
        OpenDocument document, LabelledPage page, PageWork work, Action<string>? report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        PageTask task = new(work.Settings, work.Classes, new PageJournal(work.Journal));
        return _evaluator.EvaluateAsync(document, page, task, report, cancellationToken);
    }

    /// <summary>Makes a page of a cell again: the same seed gives the same pixels.</summary>
    /// <param name="document">The page's document.</param>
    /// <param name="page">The page.</param>
    /// <param name="step">The perturbation; null for the clean page.</param>
    /// <param name="settings">The settings of the evaluation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pixels; the caller disposes them.</returns>
    /// <exception cref="ImageException">The page cannot be read.</exception>
    public Task<PageImage> PictureAsync(
        OpenDocument document, LabelledPage page, PerturbationStep? step, EvaluationSettings settings, CancellationToken cancellationToken) =>
        _evaluator.PictureAsync(document, page, step, settings, cancellationToken);

    /// <summary>Makes the report of a set, and writes its files into a folder.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public Task<EvaluationReport> WriteReportAsync(EvaluationSet set, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        EvaluationResults results = new(
            set.Name,
            set.Sha256,
            set.Model,
            set.Settings,
            set.Classes,
            [.. set.Pages.Select(p => new PageResult(p.Page.Name, p.Error is null ? new PageJournal(p.Journal).Read() : NoCells, p.Error))])
        {
            Truth = set.Truth,
        };
        return new ReportFiles(results, set.Effects, (index, step, ends) => PictureAsync(set, index, step, ends))
            .WriteAsync(folder, cancellationToken);
    }

    private static Dictionary<string, CellRecord> NoCells { get; } = [];

    private async Task<PageImage> PictureAsync(EvaluationSet set, int index, PerturbationStep? step, CancellationToken cancellationToken)
    {
        OpenDocument document = await set.Pages[index].Open(cancellationToken).ConfigureAwait(false);
        return await _evaluator
            .PictureAsync(document, set.Pages[index].Page, step, set.Settings, cancellationToken).ConfigureAwait(false);
    }
}
