using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Telemetry;

/// <summary>The page pipeline, with metrics of every page.</summary>
internal sealed class MeasuredPipeline(PagePipeline pipeline, PageMetrics metrics) : IPagePipeline
{
    /// <inheritdoc/>
    public async Task<PageReport> AnalyzeAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            PageReport report = await pipeline.AnalyzeAsync(document, request, cancellationToken).ConfigureAwait(false);
            metrics.Observe(report.DetectionConfig.Model, report.ProcessingTimesMs, report.AllDetections.Select(d => d.ClassName));
            return report;
        }
        catch (Exception e)
        {
            metrics.ObserveFailure(e);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<AnnotatedPage> AnnotateAsync(
        OpenDocument document, PageRequest request, bool withReport, CancellationToken cancellationToken)
    {
        try
        {
            AnnotatedPage page = await pipeline.AnnotateAsync(document, request, withReport, cancellationToken).ConfigureAwait(false);
            metrics.Observe(page.Layout.Model, page.Times, page.Layout.Elements.Select(e => e.ClassName));
            return page;
        }
        catch (Exception e)
        {
            metrics.ObserveFailure(e);
            throw;
        }
    }
}
