using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
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
        clock.EndDecode();

        using PerturbedPage? perturbed = await PerturbAsync(clean, document.Info, request, cancellationToken).ConfigureAwait(false);
        if (perturbed is not null)
        {
            clock.EndPerturb();
        }

        PageFindings findings = await DetectAsync(clean, perturbed, request, cancellationToken).ConfigureAwait(false);
        clock.EndDetect();
        return Report(document.Info, request, findings, clock, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<AnnotatedPage> AnnotateAsync(
        OpenDocument document, PageRequest request, bool withReport, CancellationToken cancellationToken)
    {
        StepClock clock = new(time);
        DecodedPage clean = await document.ReadPageAsync(request.Page, atLeast: null, cancellationToken).ConfigureAwait(false);
        clock.EndDecode();
        PerturbedPage? perturbed = null;
        try
        {
            perturbed = await PerturbAsync(clean, document.Info, request, cancellationToken).ConfigureAwait(false);
            if (perturbed is not null)
            {
                clock.EndPerturb();
            }

            PageFindings findings = await DetectAsync(clean, perturbed, request, cancellationToken).ConfigureAwait(false);
            clock.EndDetect();
            PageReport? report = withReport ? Report(document.Info, request, findings, clock, cancellationToken) : null;

            PageImage image = perturbed?.Image ?? clean.Image;
            BoxPainter.Paint(image, [.. findings.Elements.Select(Label)]);
            if (perturbed is null)
            {
                return new AnnotatedPage(new PagePicture(image, Perturbation: null), report);
            }

            clean.Dispose();
            return new AnnotatedPage(perturbed.ToPicture(), report);
        }
        catch
        {
            perturbed?.Dispose();
            clean.Dispose();
            throw;
        }
    }

    private async Task<PageFindings> DetectAsync(
        DecodedPage clean, PerturbedPage? perturbed, PageRequest request, CancellationToken cancellationToken)
    {
        PageImage image = perturbed?.Image ?? clean.Image;
        PageSize size = perturbed?.Image.Size ?? clean.FullSize;
        IReadOnlyList<LayoutElement> elements = await detector
            .DetectAsync(image, size, request.ScoreThreshold, request.Priority, cancellationToken).ConfigureAwait(false);
        CleanComparison? comparison = null;
        if (perturbed is not null && request.Perturbation is { Compare: true })
        {
            IReadOnlyList<LayoutElement> cleanElements = await detector
                .DetectAsync(clean.Image, clean.FullSize, request.ScoreThreshold, request.Priority, cancellationToken)
                .ConfigureAwait(false);
            comparison = DetectionMatcher.Compare(
                cleanElements, elements, perturbed.Transform, analyzer.Analyze(cleanElements, clean.FullSize).Summary);
        }

        return new PageFindings(
            elements, size, perturbed is null ? null : perturbed.Info with { Comparison = comparison }, [.. PageNotes.Of(image, size)]);
    }

    private PageReport Report(
        DocumentInfo info, PageRequest request, PageFindings findings, StepClock clock, CancellationToken cancellationToken)
    {
        PageAnalysis analysis = analyzer.Analyze(findings.Elements, findings.Size);
        PageInterpretation interpretation = interpreter.Interpret(analysis, findings.Size);
        clock.EndAnalyze();

        IReadOnlyDictionary<string, PictureUri?> pictures = request.Visualize && findings.Elements.Count > 0
            ? Embed(charts.Render(new ChartInput(findings.Elements, findings.Size, analysis), cancellationToken))
            : NoCharts;
        clock.EndVisualize();

        DetectionReport[] detections = [.. findings.Elements.Select(DetectionReport.From)];
        return new PageReport(
            Success: true,
            Timestamp: time.GetUtcNow(),
            Filename: request.FileName,
            ImageInfo: ImageDescription.Of(findings.Size, info, request.Page),
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
            ProcessingTimesMs: clock.Times(),
            PerturbationInfo: findings.Perturbation)
        {
            Notes = [.. request.Notes, .. findings.Notes],
        };
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
