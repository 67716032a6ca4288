using System.Collections.Concurrent;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Imaging;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>A reader, a pipeline and a detector in one, which do what a test tells them and note what they were given.</summary>
internal sealed class FakeDetection : IPageReader, IPagePipeline, ILayoutDetector
{
    /// <summary>Every upload that was inspected.</summary>
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

    public DetectorStatus Status { get; set; } = new(DetectorState.Ready, "CPUExecutionProvider", null);

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

    public async ValueTask<DocumentInfo> InspectAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        if (KeepsUploads)
        {
            byte[] bytes = source.Path is null ? source.Bytes.ToArray() : await File.ReadAllBytesAsync(source.Path, cancellationToken);
            Uploads.Enqueue(new InspectedUpload(source.Path, bytes));
        }

        return Fails(0) is { } failure ? throw failure : new DocumentInfo(ImageFormat.Png, new PageSize(100, 50), PageCount, source.Length);
    }

    public ValueTask<DecodedPage> ReadAsync(
        DocumentSource source, DocumentInfo info, int page, PageSize? atLeast, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new DecodedPage(PageImage.Rent(100, 50), new PageSize(100, 50)));

    public async Task<PageReport> AnalyzeAsync(
        DocumentSource source, DocumentInfo info, PageRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        await Work(cancellationToken);
        return (Fails(request.Page) ?? FailsOn(request)) is { } failure ? throw failure : Reports.Make(request, info);
    }

    public async Task<PagePicture> AnnotateAsync(
        DocumentSource source, DocumentInfo info, PageRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        await Work(cancellationToken);
        PageImage image = PageImage.Rent(100, 50);
        image.Pixels.Fill(200);
        return new PagePicture(image, Perturbation: null);
    }

    public PageSize DecodeSize(PageSize page) => page;

    public ValueTask<IReadOnlyList<LayoutElement>> DetectAsync(
        PageImage image, PageSize fullSize, float threshold, WaitingLine line, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<LayoutElement>>([]);
}

/// <summary>An upload as the reader saw it.</summary>
internal sealed record InspectedUpload(string? Path, byte[] Bytes);
