using System.Runtime.CompilerServices;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Runs the page pipeline for a request and keeps its answers; the same for HTTP and the command line.</summary>
public sealed partial class PageDetection(
    IPageReader reader, ILayoutDetector detector, IPagePipeline pipeline, ReportStore store, ILogger<PageDetection> logger)
{
    /// <summary>Class names of an answer by their ids; empty when they are not known.</summary>
    public IReadOnlyList<string> ClassesOf(DetectionConfig config) => detector.ClassesOf(config.Model, config.Classes);

    /// <summary>Checks that the model is loaded.</summary>
    /// <exception cref="DetectorUnavailableException">It is not.</exception>
    public void ThrowIfNotReady()
    {
        if (detector.Status.State != DetectorState.Ready)
        {
            throw new DetectorUnavailableException("The model is being loaded. Try again in a moment.", TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Opens the document.</summary>
    /// <exception cref="ImageException">The file cannot be read, or has no such page.</exception>
    public async Task<OpenDocument> OpenAsync(DocumentSource source, PageSelection pages, CancellationToken cancellationToken)
    {
        OpenDocument document = await reader.OpenAsync(source.AtDpi(pages.Dpi), cancellationToken);
        document.ThrowIfMissing(pages.Number ?? 1);
        return document;
    }

    /// <summary>Answers one page, and keeps the answer when asked to.</summary>
    public async Task<PageReport> AnalyzeAsync(
        OpenDocument document, PageRequest request, bool save, CancellationToken cancellationToken)
    {
        PageReport report = await pipeline.AnalyzeAsync(document, request, cancellationToken);
        return save ? await SaveAsync(report, request.LinksCharts, cancellationToken) : report;
    }

    /// <summary>
    /// Answers every page, one after the other; a page that fails does not stop the rest. The first is done when this returns, so
    /// that a model that takes no request becomes the status, not a broken answer.
    /// </summary>
    public async Task<IAsyncEnumerable<object>> AnalyzeAllAsync(
        OpenDocument document, PageRequest request, bool save, CancellationToken cancellationToken)
    {
        object first = await TryAnalyzeAsync(document, request with { Page = 1 }, save, cancellationToken);
        return Continue(first, document, request, save, cancellationToken);
    }

    /// <summary>Draws the detections on one page, and keeps the answer in figures when asked to.</summary>
    public async Task<AnnotatedPage> AnnotateAsync(
        OpenDocument document, PageRequest request, bool save, CancellationToken cancellationToken)
    {
        AnnotatedPage page = await pipeline.AnnotateAsync(document, request, withReport: save, cancellationToken);
        return page.Report is { } report ? page with { Report = await SaveAsync(report, links: false, cancellationToken) } : page;
    }

    private async IAsyncEnumerable<object> Continue(
        object first,
        OpenDocument document,
        PageRequest request,
        bool save,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return first;
        for (int page = 2; page <= document.Info.PageCount; page++)
        {
            yield return await TryAnalyzeAsync(document, request with { Page = page }, save, cancellationToken);
        }
    }

    private async Task<object> TryAnalyzeAsync(
        OpenDocument document, PageRequest request, bool save, CancellationToken cancellationToken)
    {
        try
        {
            return await AnalyzeAsync(document, request, save, cancellationToken);
        }
        catch (Exception e) when (request.Page == 1 && (e is DetectorUnavailableException or PerturberBusyException or BusyException))
        {
            throw;
        }
        catch (Exception e) when (PageFailure.CodeOf(e) is { } code)
        {
            return new PageFailure(false, request.Page, e.Message, code);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogPageFault(e, request.Page, document.Info.PageCount);
            return new PageFailure(false, request.Page, "The service failed on this page; its log says why.", PageFailure.InternalError);
        }
    }

    // The answer exists: a full disk costs its copy only.
    private async Task<PageReport> SaveAsync(PageReport report, bool links, CancellationToken cancellationToken)
    {
        try
        {
            PageReport saved = await store.SaveAsync(report, cancellationToken);
            return report with
            {
                SavedPath = saved.SavedPath,
                Visualizations = links ? LinksOf(saved) : report.Visualizations,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(store.Folder, e.Message);
            return report;
        }
    }

    private static Dictionary<string, PictureUri?> LinksOf(PageReport saved)
    {
        string folder = saved.SavedPath![..(saved.SavedPath!.LastIndexOf('/') + 1)];
        return saved.Visualizations.ToDictionary(
            chart => chart.Key, chart => chart.Value is { Path: { } name } ? PictureUri.Link(folder + name) : null);
    }

    [LoggerMessage(1320, LogLevel.Error, "The answer could not be saved in {Folder}: {Reason}")]
    private partial void LogNotSaved(string folder, string reason);

    [LoggerMessage(1321, LogLevel.Error, "Page {Page} of {PageCount} failed")]
    private partial void LogPageFault(Exception exception, int page, int pageCount);
}
