using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation.Reports;

namespace RoDLA.Analysis.Evaluation;

/// <summary>Opens evaluations over folders of pages.</summary>
public sealed class DatasetEvaluator
{
    private readonly IPageReader _reader;
    private readonly PageSetEvaluator _evaluator;

    internal DatasetEvaluator(IPageReader reader, PageSetEvaluator evaluator) =>
        (_reader, _evaluator) = (reader, evaluator);

    /// <summary>Reads pages and labels, and claims the folder for this run or its continuation. The model must be ready.</summary>
    /// <exception cref="DatasetException">Something is wrong; nothing was made.</exception>
    public async Task<DatasetEvaluation> OpenAsync(DatasetEvaluationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!Directory.Exists(settings.Images))
        {
            throw new DatasetException([$"There is no folder '{settings.Images}'."]);
        }

        EvaluatedModel model = _evaluator.ModelOf(settings.Pages.Detection);
        EvaluationPages pages = await EvaluationPages.ReadAsync(settings, model.Classes, _reader, cancellationToken).ConfigureAwait(false);
        string labels = settings.CocoFile is null
            ? ""
            : await ContentDigest.OfFileAsync(settings.CocoFile, cancellationToken).ConfigureAwait(false);
        string images = await ContentDigest
            .OfFilesAsync(settings.Images, pages.Pages.Select(p => p.Name), cancellationToken).ConfigureAwait(false);
        EvaluationClaim claim = new(ContentDigest.OfText(labels + images), model, pages.Classes.Mapping, settings.Pages);
        await claim.MakeAsync(settings.Out, cancellationToken).ConfigureAwait(false);
        return new DatasetEvaluation(_reader, _evaluator, settings, pages, claim);
    }
}
