using RoDLA.Analysis.Pictures;

namespace RoDLA.Analysis.Perturbing;

/// <summary>
/// Perturbs pages in memory, moves boxes along, measures and keeps the result. The number of pages at once is bounded, since each
/// perturbation uses all processors; other pages wait.
/// </summary>
/// <param name="pipeline">Perturbs them.</param>
/// <param name="store">Keeps them.</param>
/// <param name="options">How many pages may wait, and how long.</param>
/// <param name="imaging">The limit of an upload; pages that would grow far beyond it are refused.</param>
/// <param name="logger">Gets what fails.</param>
public sealed partial class PagePerturber(
    PerturbationPipeline pipeline,
    PerturbedPageStore store,
    IOptions<PerturbationOptions> options,
    IOptions<ImagingOptions> imaging,
    ILogger<PagePerturber> logger)
{
    /// <summary>Buffers of the page's size that a chain of perturbations needs at once, beside the page.</summary>
    public const int Copies = 3;

    private readonly PageGrowth _growth = new(imaging.Value);
    private readonly AdmissionGate _gate = new(
        Environment.ProcessorCount,
        options.Value.QueueLimit,
        options.Value.QueueTimeout,
        (reason, retryAfter) => new PerturberBusyException("Many pages are being perturbed. " + reason, retryAfter));

    /// <summary>Decodes every pixel of one page, and perturbs it.</summary>
    /// <exception cref="ImageException">The page cannot be read, or would become too large.</exception>
    /// <exception cref="PerturberBusyException">Too many pages wait already, or this one waited too long.</exception>
    public async Task<PerturbedPage> PerturbAsync(
        OpenDocument document, PageName name, PagePerturbation request, CancellationToken cancellationToken)
    {
        PageDemand demand = new(RequestPriority.Interactive, Copies);
        using PageImage clean = await document.ReadPageAsync(name.Page, demand, cancellationToken).ConfigureAwait(false);
        PerturbedPage page = await PerturbAsync(clean, name, request, demand.Priority, cancellationToken).ConfigureAwait(false);
        clean.MoveRoomTo(page.Image);
        return page;
    }

    /// <summary>Perturbs a page.</summary>
    /// <param name="clean">The page; not changed.</param>
    /// <param name="name">What the perturbed page is kept under.</param>
    /// <param name="request">What to do.</param>
    /// <param name="priority">In which queue it waits while other pages are perturbed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The perturbed page; the caller disposes it.</returns>
    /// <exception cref="ImageException">The page would become too large.</exception>
    /// <exception cref="PerturberBusyException">Too many pages wait already, or this one waited too long.</exception>
    public async Task<PerturbedPage> PerturbAsync(
        PageImage clean, PageName name, PagePerturbation request, RequestPriority priority, CancellationToken cancellationToken)
    {
        using AdmissionGate.Lease lease = await _gate.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        return await RunAsync(clean, name, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PerturbedPage> RunAsync(
        PageImage clean, PageName name, PagePerturbation request, CancellationToken cancellationToken)
    {
        _growth.Check(clean.Size, request.Steps);
        PipelineSettings settings = new() { Mode = request.Mode, Seed = request.Seed, MaxThreads = request.MaxThreads };
        PerturbationOutcome outcome =
            await pipeline.RunAsync(clean, request.Steps, settings, cancellationToken).ConfigureAwait(false);
        try
        {
            LogFaults(outcome);
            outcome.Image.Notes = clean.Notes;
            return await WorkThreads.Shared
                .RunAsync(() => new PerturbedPage(outcome, Describe(clean, outcome, name, request, cancellationToken)), cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            outcome.Dispose();
            throw;
        }
    }

    private static int[] Shape(PageImage image) => [image.Height, image.Width, PageImage.Channels];

    private PerturbationInfo Describe(
        PageImage clean, PerturbationOutcome outcome, PageName name, PagePerturbation request, CancellationToken cancellationToken)
    {
        PerturbationEntry[] applied = [.. outcome.Applied.Select(PerturbationEntry.From)];
        return new PerturbationInfo(
            applied,
            [.. outcome.Failed.Select(PerturbationEntry.From)],
            Math.Round(outcome.SuccessRate, 4),
            outcome.Seed,
            request.Mode,
            Shape(clean),
            Shape(outcome.Image),
            MovedBoxes(request, outcome.Transform),
            MovedPolygons(request, outcome.Transform),
            request.Quality ? ImageQuality.Measure(clean, outcome.Image, request.MaxThreads, cancellationToken) : null,
            request.Save ? Save(outcome.Image, name, applied, request.Format) : null);
    }

    private static IReadOnlyList<IReadOnlyList<float>>? MovedBoxes(PagePerturbation request, IPageTransform? transform) =>
        request.Boxes is not { } boxes
            ? null
            : [.. boxes.Select(b => transform?.MapBox(b) ?? b).Select(float[] (b) => [b.X1, b.Y1, b.X2, b.Y2])];

    private static IReadOnlyList<IReadOnlyList<float>>? MovedPolygons(PagePerturbation request, IPageTransform? transform) =>
        request.Polygons is not { } polygons
            ? null
            : [.. polygons.Select(float[] (p) => [.. p.Select(v => transform?.MapPoint(v) ?? v).SelectMany(v => new[] { v.X, v.Y })])];

    // The page is complete here: a full disk must not fail the request.
    private string? Save(PageImage image, PageName name, IReadOnlyList<PerturbationEntry> applied, PictureFormat format)
    {
        try
        {
            return store.Save(image, name, applied, format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(store.Folder, e.Message);
            return null;
        }
    }

    private void LogFaults(PerturbationOutcome outcome)
    {
        foreach (PerturbationRecord record in outcome.Failed)
        {
            if (record.Fault is { } fault)
            {
                LogFault(fault, record.Type, record.Degree);
            }
        }
    }

    [LoggerMessage(1310, LogLevel.Error, "The perturbation {Type} of degree {Degree} failed and was skipped")]
    private partial void LogFault(Exception exception, string type, int degree);

    [LoggerMessage(1311, LogLevel.Error, "The perturbed page could not be saved in {Folder}: {Reason}")]
    private partial void LogNotSaved(string folder, string reason);
}
