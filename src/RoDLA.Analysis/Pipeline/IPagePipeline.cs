namespace RoDLA.Analysis.Pipeline;

/// <summary>The whole path of a page: bytes → pixels → perturbed pixels → detections → analysis → answer.</summary>
public interface IPagePipeline
{
    /// <summary>Decodes, perturbs when asked to, detects, analyses and, when asked to, draws the charts.</summary>
    /// <exception cref="ImageException">The page cannot be read.</exception>
    /// <exception cref="Detection.DetectorUnavailableException">The model takes no request now.</exception>
    Task<PageReport> AnalyzeAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken);

    /// <summary>Decodes, perturbs when asked to, detects, and draws the boxes on the full page.</summary>
    /// <param name="document">The document.</param>
    /// <param name="request">What to do.</param>
    /// <param name="withReport">Whether the answer of <see cref="AnalyzeAsync"/> is made of the same detections.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <inheritdoc cref="AnalyzeAsync" path="/exception"/>
    Task<AnnotatedPage> AnnotateAsync(OpenDocument document, PageRequest request, bool withReport, CancellationToken cancellationToken);
}
