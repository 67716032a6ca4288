using System.Collections.Concurrent;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>A reader, a pipeline and a detector in one, which do what a test tells them and note what they were given.</summary>
internal sealed class FakeDetection : IPageReader, IPagePipeline, ILayoutDetector
{
    private TaskCompletionSource<bool>? _loading;

    /// <summary>Every upload that was opened.</summary>
    public ConcurrentQueue<InspectedUpload> Uploads { get; } = new();

    /// <summary>Every page that was asked for.</summary>
    public ConcurrentQueue<PageRequest> Requests { get; } = new();

    /// <summary>Whether the bytes of uploads are copied to <see cref="Uploads"/>.</summary>
    public bool KeepsUploads { get; set; } = true;

    public int PageCount { get; set; } = 1;

    /// <summary>Thrown by the pipeline, by page.</summary>
    public Func<int, Exception?> Fails { get; set; } = _ => null;

    /// <summary>Thrown by the pipeline, by what is asked for.</summary>
    public Func<PageRequest, Exception?> FailsOn { get; set; } = _ => null;

    /// <summary>Runs before the pipeline answers.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public DetectorStatus Status
    {
        get;
        set
        {
            field = value;
            if (value.State == DetectorState.Loading)
            {
                _loading = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            else
            {
                _loading?.TrySetResult(value.State == DetectorState.Ready);
            }
        }
    } = new(DetectorState.Ready, "CPUExecutionProvider", null);

    public ModelManifest Model { get; } = new()
    {
        Name = "fake",
        DisplayName = "Fake",
        Dataset = "none",
        Backbone = "none",
        Framework = "none",
        Family = "anchor_free",
        Sha256 = new string('0', 64),
        Classes = ["Text", "Table"],
        Input = new InputSpec { Name = "image", Resize = "letterbox" },
        Outputs = new OutputSpec { Scores = "scores", Boxes = "boxes" },
        PublishedScores = new Dictionary<string, double> { ["clean_mAP"] = 70 },
    };

    public async ValueTask<OpenDocument> OpenAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        if (KeepsUploads)
        {
            byte[] bytes = source.Path is null ? source.Bytes.ToArray() : await File.ReadAllBytesAsync(source.Path, cancellationToken);
            Uploads.Enqueue(new InspectedUpload(source.Path, bytes));
        }

        return Fails(0) is { } failure
            ? throw failure
            : new FakeDocument(new DocumentInfo(ImageFormat.Png, FakeDocument.PageSize, PageCount, source.Length));
    }

    public async Task<PageReport> AnalyzeAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        await Work(cancellationToken);
        return (Fails(request.Page) ?? FailsOn(request)) is { } failure ? throw failure : Reports.Make(request, document.Info);
    }

    public async Task<AnnotatedPage> AnnotateAsync(
        OpenDocument document, PageRequest request, bool withReport, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        await Work(cancellationToken);
        PageImage image = PageImage.Rent(100, 50);
        image.Pixels.Fill(200);
        return new AnnotatedPage(new PagePicture(image, Perturbation: null), withReport ? Reports.Make(request, document.Info) : null)
        {
            Layout = new PageLayout(Model.Name, []),
            Times = new ProcessingTimes(0, 0, 0, 0, 0, 0),
        };
    }

    public Task<bool> WhenReadyAsync(CancellationToken cancellationToken) =>
        _loading?.Task.WaitAsync(cancellationToken) ?? Task.FromResult(Status.State == DetectorState.Ready);

    public ValueTask<PageLayout> DetectAsync(
        PageImage image, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new PageLayout(Model.Name, []));
}

/// <summary>A document of blank pages.</summary>
internal sealed class FakeDocument(DocumentInfo info) : OpenDocument(info)
{
    public static PageSize PageSize { get; } = new(100, 50);

    protected override ValueTask<PageImage> DecodeAsync(int page, PageDemand demand, CancellationToken cancellationToken) =>
        ValueTask.FromResult(PageImage.Rent(PageSize.Width, PageSize.Height));
}

/// <summary>An upload as the reader saw it.</summary>
internal sealed record InspectedUpload(string? Path, byte[] Bytes);
