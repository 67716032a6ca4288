using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Text;
using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Runs the steps of a page in order and measures the time of each.</summary>
internal sealed class PagePipeline(
    PagePerturber perturber,
    LayoutFinder finder,
    PageAnalyzer analyzer,
    Interpreter interpreter,
    ChartRenderer<ChartInput> charts,
    PageTextReader texts,
    TimeProvider time)
    : IPagePipeline
{
    /// <inheritdoc/>
    public async Task<PageReport> AnalyzeAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        using Findings found = await FindAsync(document, request, copies: 0, cancellationToken).ConfigureAwait(false);
        return await WorkThreads.Shared
            .RunAsync(() => Report(document.Info, request, found, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<AnnotatedPage> AnnotateAsync(
        OpenDocument document, PageRequest request, bool withReport, CancellationToken cancellationToken)
    {
        using Findings found = await FindAsync(document, request, copies: 1, cancellationToken).ConfigureAwait(false);
        PageReport? report = await WorkThreads.Shared.RunAsync(
            () =>
            {
                PageReport? made = withReport ? Report(document.Info, request, found, cancellationToken) : null;
                BoxPainter.Paint(found.Image, [.. found.Layout.Elements.Select(Label)]);
                found.Clock.EndVisualize();
                return made;
            },
            cancellationToken).ConfigureAwait(false);
        return new AnnotatedPage(found.TakePicture(), report) { Layout = found.Layout, Times = found.Clock.Times() };
    }

    /// <summary>Decodes, perturbs when asked to, and detects.</summary>
    /// <param name="document">The document.</param>
    /// <param name="request">What to do.</param>
    /// <param name="copies">Buffers of the page's size that are needed afterwards, beside the page.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    private async Task<Findings> FindAsync(
        OpenDocument document, PageRequest request, int copies, CancellationToken cancellationToken)
    {
        StepClock clock = new(time);
        int most = Math.Max(copies, LayoutFinder.Copies(request.Detection));
        PageDemand demand = new(request.Priority, request.Perturbation is null ? most : PagePerturber.Copies);
        Findings found = new(clock, await document.ReadPageAsync(request.Page, demand, cancellationToken).ConfigureAwait(false));
        clock.EndDecode();
        try
        {
            if (request.Perturbation is { } perturbation)
            {
                PageName name = new(request.FileName, request.Page, document.Info.PageCount);
                found.Perturbed = await perturber
                    .PerturbAsync(found.Clean, name, perturbation, request.Priority, cancellationToken).ConfigureAwait(false);
                clock.EndPerturb();
            }

            found.Layout = await finder.FindAsync(found.Image, request, cancellationToken).ConfigureAwait(false);
            clock.Add(found.Layout);
            if (found.Perturbed is { } perturbed && request.Perturbation is { Compare: true })
            {
                PageLayout clean = await finder.FindAsync(found.Clean, request, cancellationToken).ConfigureAwait(false);
                clock.Add(clean);
                found.Comparison = DetectionMatcher.Compare(
                    clean.Elements,
                    found.Layout.Elements,
                    perturbed.Transform,
                    analyzer.Analyze(clean.Elements, found.Clean.Size).Summary);
            }

            clock.EndDetect();
            if (request.Text is { } text)
            {
                found.Texts = await texts
                    .ReadAsync(TextRequest(text, document, request, found), cancellationToken).ConfigureAwait(false);
            }

            return found;
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    private static PageTextRequest TextRequest(TextSettings text, OpenDocument document, PageRequest request, Findings found) => new(
        text,
        found.Image,
        found.Layout.Elements,
        request.Priority,
        found.Perturbed is null ? token => document.ReadTextAsync(request.Page, request.Priority, token) : null);

    private PageReport Report(DocumentInfo info, PageRequest request, Findings found, CancellationToken cancellationToken)
    {
        IReadOnlyList<LayoutElement> elements = found.Layout.Elements;
        PageAnalysis analysis = analyzer.Analyze(elements, found.Size);
        PageInterpretation interpretation = interpreter.Interpret(analysis, found.Size);
        found.Clock.EndAnalyze();

        OrderedDictionary<string, PictureUri?> pictures = request.Visualize && elements.Count > 0
            ? Embed(charts.Render(new ChartInput(elements, found.Size, analysis), request.Charts, cancellationToken))
            : [];
        found.Clock.EndVisualize();

        DetectionReport[] detections =
        [
            .. elements.Select((element, i) => DetectionReport.From(element) with
            {
                Text = found.Texts.Of(i).Text,
                Lines = found.Texts.Of(i).Lines is { } lines ? [.. lines.Select(line => (WordReport[])[.. line.Select(WordReport.From)])] : null,
                Cells = found.Texts.Of(i).Cells,
            }),
        ];
        return new PageReport(
            Success: true,
            Timestamp: time.GetUtcNow(),
            Filename: request.FileName,
            ImageInfo: ImageDescription.Of(found.Size, info, request.Page) with
            {
                Orientation = found.Layout.Pose.Orientation,
                PageAngle = found.Layout.Pose.Angle,
            },
            DetectionConfig: finder.Describe(found.Layout, request.Detection),
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
            ProcessingTimesMs: found.Clock.Times(),
            PerturbationInfo: found.Perturbed is null ? null : found.Perturbed.Info with { Comparison = found.Comparison })
        {
            Relations = found.Layout.Relations,
            Rules = request.Detection.Rules is null ? null : found.Layout.RuleChanges,
            Notes =
            [
                .. request.Notes,
                .. found.Image.Notes,
                .. PageNotes.Of(found.Image, request.Detection.Orientation != PageOrientation.Off),
                .. LayoutFinder.Notes(found.Layout, request.Detection),
                .. found.Texts.Notes,
            ],
        };
    }

    private static OrderedDictionary<string, PictureUri?> Embed(IReadOnlyDictionary<string, byte[]?> charts) =>
        new(charts.Select(chart => KeyValuePair.Create(
            chart.Key, chart.Value is { } png ? PictureUri.Embed(png, PictureFormat.Png.MediaType()) : null)));

    private static LabelledBox Label(LayoutElement element) => new(
        element.Box, element.ClassId, BoxLabel.Of(element.ClassName, element.Confidence));

    /// <summary>A page, what was done to it, and what was found on it.</summary>
    private sealed class Findings(StepClock clock, PageImage clean) : IDisposable
    {
        private bool _isTaken;

        public StepClock Clock { get; } = clock;

        public PageImage Clean { get; } = clean;

        public PerturbedPage? Perturbed { get; set; }

        public PageLayout Layout { get; set; } = new("", []);

        public CleanComparison? Comparison { get; set; }

        public PageTexts Texts { get; set; } = PageTexts.NotAskedFor;

        /// <summary>The pixels that the model saw.</summary>
        public PageImage Image => Perturbed?.Image ?? Clean;

        /// <summary>Size of the page that the elements lie on.</summary>
        public PageSize Size => Image.Size;

        /// <summary>Hands <see cref="Image"/> over; the rest is still disposed with this.</summary>
        public PagePicture TakePicture()
        {
            _isTaken = true;
            if (Perturbed is null)
            {
                return new PagePicture(Clean, Perturbation: null);
            }

            Clean.MoveRoomTo(Perturbed.Image);
            return Perturbed.ToPicture();
        }

        public void Dispose()
        {
            if (!_isTaken)
            {
                Perturbed?.Dispose();
            }

            if (!_isTaken || Perturbed is not null)
            {
                Clean.Dispose();
            }
        }
    }
}
