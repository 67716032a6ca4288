using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Runs the steps of a page in order and measures the time of each.</summary>
internal sealed class PagePipeline(
    PagePerturber perturber,
    ILayoutDetector detector,
    PageAnalyzer analyzer,
    Interpreter interpreter,
    ChartRenderer<ChartInput> charts,
    TimeProvider time)
    : IPagePipeline
{
    private static readonly Dictionary<string, PictureUri?> NoCharts = [];

    /// <inheritdoc/>
    public async Task<PageReport> AnalyzeAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        StepClock clock = new(time);
        // A perturbation's strength is defined in pixels of the full page.
        PageSize? atLeast = request is { Page: 1, Perturbation: null } ? detector.DecodeSize(document.Info.FirstPage) : null;
        using DecodedPage clean = await document.ReadPageAsync(request.Page, atLeast, cancellationToken).ConfigureAwait(false);
        double decode = clock.Lap();

        using PerturbedPage? perturbed = await PerturbAsync(clean, document.Info, request, cancellationToken).ConfigureAwait(false);
        PageImage image = perturbed?.Image ?? clean.Image;
        PageSize size = perturbed?.Image.Size ?? clean.FullSize;
        double perturb = perturbed is null ? 0 : clock.Lap();

        IReadOnlyList<LayoutElement> elements = await detector
            .DetectAsync(image, size, request.ScoreThreshold, request.Priority, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<LayoutElement>? cleanElements = request.Perturbation is { Compare: true }
            ? await detector
                .DetectAsync(clean.Image, clean.FullSize, request.ScoreThreshold, request.Priority, cancellationToken).ConfigureAwait(false)
            : null;
        double detect = clock.Lap();

        PageAnalysis analysis = analyzer.Analyze(elements, size);
        PageInterpretation interpretation = interpreter.Interpret(analysis, size);
        CleanComparison? comparison = cleanElements is null
            ? null
            : DetectionMatcher.Compare(
                cleanElements, elements, perturbed!.Transform, analyzer.Analyze(cleanElements, clean.FullSize).Summary);
        double analyze = clock.Lap();

        IReadOnlyDictionary<string, PictureUri?> pictures = request.Visualize && elements.Count > 0
            ? Embed(charts.Render(new ChartInput(elements, size, analysis), cancellationToken))
            : NoCharts;
        double visualize = clock.Lap();

        DetectionReport[] detections = [.. elements.Select(DetectionReport.From)];
        return new PageReport(
            Success: true,
            Timestamp: time.GetUtcNow(),
            Filename: request.FileName,
            ImageInfo: ImageDescription.Of(size, document.Info, request.Page),
            DetectionConfig: Config(request),
            CoreResults: new CoreResults(analysis.Summary, detections[..Math.Min(detections.Length, CoreResults.TopDetections)]),
            RodlaMetrics: analysis.Rodla,
            SpatialAnalysis: analysis.Spatial,
            ClassAnalysis: analysis.Classes,
            ConfidenceAnalysis: analysis.Confidence,
            RobustnessIndicators: analysis.Robustness,
            LayoutComplexity: analysis.Complexity,
            QualityMetrics: analysis.Quality,
            Visualizations: pictures,
            Interpretation: interpretation,
            AllDetections: detections,
            ProcessingTimesMs: new ProcessingTimes(decode, perturb, detect, analyze, visualize, clock.Total()),
            PerturbationInfo: perturbed is null ? null : perturbed.Info with { Comparison = comparison });
    }

    /// <inheritdoc/>
    public async Task<PagePicture> AnnotateAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        DecodedPage clean = await document.ReadPageAsync(request.Page, atLeast: null, cancellationToken).ConfigureAwait(false);
        PerturbedPage? perturbed = null;
        try
        {
            perturbed = await PerturbAsync(clean, document.Info, request, cancellationToken).ConfigureAwait(false);
            PageImage image = perturbed?.Image ?? clean.Image;
            PageSize size = perturbed?.Image.Size ?? clean.FullSize;
            IReadOnlyList<LayoutElement> elements = await detector
                .DetectAsync(image, size, request.ScoreThreshold, request.Priority, cancellationToken).ConfigureAwait(false);
            BoxPainter.Paint(image, [.. elements.Select(Label)]);
            if (perturbed is null)
            {
                return new PagePicture(image, Perturbation: null);
            }

            clean.Dispose();
            return perturbed.ToPicture();
        }
        catch
        {
            perturbed?.Dispose();
            clean.Dispose();
            throw;
        }
    }

    private static OrderedDictionary<string, PictureUri?> Embed(IReadOnlyDictionary<string, byte[]?> charts) =>
        new(charts.Select(chart => KeyValuePair.Create(
            chart.Key, chart.Value is { } png ? PictureUri.Embed(png, PictureFormat.Png.MediaType()) : null)));

    private static LabelledBox Label(LayoutElement element) => new(
        element.Box.X1,
        element.Box.Y1,
        element.Box.X2,
        element.Box.Y2,
        element.ClassId,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{element.ClassName} {element.Confidence:0.00}"));

    private async Task<PerturbedPage?> PerturbAsync(
        DecodedPage clean, DocumentInfo info, PageRequest request, CancellationToken cancellationToken)
    {
        PageName name = new(request.FileName, request.Page, info.PageCount);
        return request.Perturbation is { } perturbation
            ? await perturber.PerturbAsync(clean.Image, name, perturbation, request.Priority, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private DetectionConfig Config(PageRequest request) => new(
        request.ScoreThreshold,
        detector.Model.Name,
        detector.Model.Framework,
        detector.Model.Postprocess.MaxDetections,
        detector.Status.ExecutionProvider ?? "none");
}
