using System.Diagnostics;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Telemetry;

/// <summary>The page pipeline, with metrics, a span and usage of every page.</summary>
internal sealed class MeasuredPipeline(PagePipeline pipeline, PageMetrics metrics, IEnumerable<IPageObserver> observers) : IPagePipeline
{
    /// <inheritdoc/>
    public Task<PageReport> AnalyzeAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken) => MeasureAsync(
        request,
        () => pipeline.AnalyzeAsync(document, request, cancellationToken),
        report => new Page(
            report.DetectionConfig.Model, report.ProcessingTimesMs, report.AllDetections.Select(d => d.ClassName)));

    /// <inheritdoc/>
    public Task<AnnotatedPage> AnnotateAsync(
        OpenDocument document, PageRequest request, bool withReport, CancellationToken cancellationToken) => MeasureAsync(
        request,
        () => pipeline.AnnotateAsync(document, request, withReport, cancellationToken),
        page => new Page(page.Layout.Model, page.Times, page.Layout.Elements.Select(e => e.ClassName)));

    private async Task<T> MeasureAsync<T>(PageRequest request, Func<Task<T>> run, Func<T, Page> describe)
    {
        using Activity? span = Spans.Source.StartActivity(Spans.Page);
        try
        {
            T result = await run().ConfigureAwait(false);
            Page page = describe(result);
            metrics.Observe(page.Model, page.Times, page.Classes);
            foreach (IPageObserver observer in observers)
            {
                observer.Observe(request.Owner, TimeSpan.FromMilliseconds(page.Times.Infer));
            }

            Spans.AddStages(span, page.Model, page.Times);
            return result;
        }
        catch (Exception e)
        {
            metrics.ObserveFailure(e);
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }

    private readonly record struct Page(string Model, ProcessingTimes Times, IEnumerable<string> Classes);
}
