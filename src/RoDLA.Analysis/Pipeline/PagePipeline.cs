using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Wires the floors together, and measures each step.</summary>
internal sealed class PagePipeline(
    IPageReader reader, ILayoutDetector detector, PageAnalyzer analyzer, Interpreter interpreter, ChartRenderer charts, TimeProvider time)
    : IPagePipeline
{
    private static readonly Dictionary<string, string?> NoCharts = [];

    /// <inheritdoc/>
    public async Task<PageReport> AnalyzeAsync(
        DocumentSource source, DocumentInfo info, PageRequest request, CancellationToken cancellationToken)
    {
        StepClock clock = new(time);
        PageSize? atLeast = request.Page == 1 ? detector.DecodeSize(info.FirstPage) : null;
        using DecodedPage page = await reader.ReadAsync(source, info, request.Page, atLeast, cancellationToken).ConfigureAwait(false);
        double decode = clock.Lap();

        IReadOnlyList<LayoutElement> elements = await detector
            .DetectAsync(page.Image, page.FullSize, request.ScoreThreshold, cancellationToken).ConfigureAwait(false);
        double detect = clock.Lap();

        PageAnalysis analysis = analyzer.Analyze(elements, page.FullSize);
        PageInterpretation interpretation = interpreter.Interpret(analysis, page.FullSize);
        double analyze = clock.Lap();

        IReadOnlyDictionary<string, string?> pictures = request.Visualize
            ? charts.Render(new ChartInput(elements, page.FullSize, analysis), cancellationToken)
            : NoCharts;
        double visualize = clock.Lap();

        DetectionReport[] detections = [.. elements.Select(DetectionReport.From)];
        return new PageReport(
            Success: true,
            Timestamp: time.GetUtcNow(),
            Filename: request.FileName,
            ImageInfo: ImageDescription.Of(page.FullSize, info, request.Page),
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
            ProcessingTimesMs: new ProcessingTimes(decode, Perturb: 0, detect, analyze, visualize, clock.Total()));
    }

    /// <inheritdoc/>
    public async Task<PageImage> AnnotateAsync(
        DocumentSource source, DocumentInfo info, PageRequest request, CancellationToken cancellationToken)
    {
        DecodedPage page = await reader.ReadAsync(source, info, request.Page, atLeast: null, cancellationToken).ConfigureAwait(false);
        try
        {
            IReadOnlyList<LayoutElement> elements = await detector
                .DetectAsync(page.Image, page.FullSize, request.ScoreThreshold, cancellationToken).ConfigureAwait(false);
            BoxPainter.Paint(page.Image, [.. elements.Select(Label)]);
            return page.Image;
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    private static LabelledBox Label(LayoutElement element) => new(
        element.Box.X1,
        element.Box.Y1,
        element.Box.X2,
        element.Box.Y2,
        element.ClassId,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{element.ClassName} {element.Confidence:0.00}"));

    private DetectionConfig Config(PageRequest request) => new(
        request.ScoreThreshold,
        detector.Model.Name,
        detector.Model.Framework,
        detector.Model.Postprocess.MaxDetections,
        detector.Status.ExecutionProvider ?? "none");
}
