using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Detection;

/// <summary>The shipped model in ONNX Runtime, and every kind of broken model.</summary>
public sealed class LayoutDetectorTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(RepositoryRoot.Path, "models", "rodla-layout-s");

    private readonly string _folder = Directory.CreateTempSubdirectory("rodla-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task DetectAsync_ModelNotLoaded_IsUnavailable()
    {
        await using LayoutDetector detector = new(new ModelRepository(Path.GetDirectoryName(Shipped)!), Options.Create(new DetectionOptions()));
        using PageImage page = TestPages.Paragraphs();
        Assert.Equal(DetectorState.Loading, detector.Status.State);
        Assert.False(detector.WhenReadyAsync(default).IsCompleted);
        await Assert.ThrowsAsync<DetectorUnavailableException>(
            () => detector.DetectAsync(page, new DetectionSettings(0.3f), RequestPriority.Interactive, default).AsTask());
    }

    [Fact]
    public async Task WhenReadyAsync_Loaded_IsTrue()
    {
        await using LayoutDetector detector = new(new ModelRepository(Path.GetDirectoryName(Shipped)!), Options.Create(new DetectionOptions()));
        Task<bool> ready = detector.WhenReadyAsync(default);
        await detector.LoadAsync(default);
        Assert.True(await ready.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task WhenReadyAsync_Cancelled_StopsWaiting()
    {
        await using LayoutDetector detector = new(new ModelRepository(Path.GetDirectoryName(Shipped)!), Options.Create(new DetectionOptions()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => detector.WhenReadyAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task DetectAsync_Concurrent_EqualsOneAlone()
    {
        await using LayoutDetector detector = await LoadAsync(new DetectionOptions { Concurrency = 4, IntraOpThreads = 1 });
        using PageImage page = TestPages.Paragraphs();
        PageLayout alone = await detector.DetectAsync(page, new DetectionSettings(0.05f), RequestPriority.Interactive, default);
        Assert.NotEmpty(alone.Elements);
        await Parallel.ForAsync(0, 32, async (_, token) =>
            Assert.Equal(
                alone.Elements,
                (await detector.DetectAsync(page, new DetectionSettings(0.05f), RequestPriority.Interactive, token)).Elements));
    }

    [Fact]
    public async Task DetectAsync_Result_IsSortedAboveThresholdAndInsideThePage()
    {
        await using LayoutDetector detector = await LoadAsync(new DetectionOptions());
        using PageImage page = TestPages.Paragraphs();
        PageLayout layout = await detector.DetectAsync(page, new DetectionSettings(0.1f), RequestPriority.Interactive, default);
        IReadOnlyList<LayoutElement> elements = layout.Elements;

        Assert.Equal(detector.Model.Name, layout.Model);
        Assert.NotEmpty(elements);
        Assert.Equal(elements.Select(e => e.Confidence).OrderDescending(), elements.Select(e => e.Confidence));
        Assert.All(elements, e =>
        {
            Assert.InRange(e.Confidence, float.BitIncrement(0.1f), 1);
            Assert.InRange(e.Box.X1, 0, e.Box.X2);
            Assert.InRange(e.Box.X2, e.Box.X1, page.Width);
            Assert.InRange(e.Box.Y2, e.Box.Y1, page.Height);
            Assert.Equal(detector.Model.Classes[e.ClassId], e.ClassName);
        });
    }

    [Fact]
    public async Task DetectAsync_Cancelled_StopsTheRun()
    {
        await using LayoutDetector detector = await LoadAsync(new DetectionOptions());
        using PageImage page = TestPages.Paragraphs();
        using CancellationTokenSource caller = new();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => detector.DetectAsync(page, new DetectionSettings(0.3f), RequestPriority.Interactive, caller.Token).AsTask());
        Assert.NotEmpty((await detector.DetectAsync(page, new DetectionSettings(0.05f), RequestPriority.Interactive, default)).Elements);
    }

    [Fact]
    public async Task LoadAsync_CudaWithoutAGpu_RunsOnTheCpuAndSaysWhy()
    {
        await using LayoutDetector detector = await LoadAsync(new DetectionOptions { ExecutionProvider = "cuda" });
        Assert.Equal(DetectorState.Ready, detector.Status.State);
        Assert.True(detector.Status.PageTime > TimeSpan.Zero);
        if (detector.Status.ExecutionProvider == "CPUExecutionProvider")
        {
            Assert.Contains("CUDA", detector.Status.Note, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(detector.Status.Note);
        }
    }

    [Fact]
    public async Task LoadAsync_WrongHash_SaysBothHashes()
    {
        string problem = await FailureOfAsync((manifest, _) => manifest["sha256"] = new string('a', 64));
        Assert.Contains(new string('a', 64), problem, StringComparison.Ordinal);
        Assert.Contains("SHA-256", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NotAGraph_SaysWhichFile()
    {
        string problem = await FailureOfAsync((manifest, path) =>
        {
            File.WriteAllText(path, "not a graph");
            manifest["sha256"] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        });
        Assert.Contains("model.onnx", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_WrongTensorNames_NamesThoseThatTheGraphHas()
    {
        string problem = await FailureOfAsync((manifest, _) =>
        {
            manifest["input"]!["name"] = "pixels";
            manifest["outputs"]!["scores"] = "logits";
        });
        Assert.Contains("no input 'pixels'; it has 'image'", problem, StringComparison.Ordinal);
        Assert.Contains("no output 'logits'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_WrongNumberOfClasses_SaysTheCounts()
    {
        string problem = await FailureOfAsync((manifest, _) => manifest["classes"] = new JsonArray("Text", "Title"));
        Assert.Contains("11]; expected [1, N, 2], one column per class", problem, StringComparison.Ordinal);
    }

    private async Task<string> FailureOfAsync(Action<JsonObject, string> damage)
    {
        Damage(damage);
        await using LayoutDetector detector = new(new ModelRepository(_folder), Options.Create(new DetectionOptions { Model = "broken" }));
        ModelException problem = await Assert.ThrowsAsync<ModelException>(() => detector.LoadAsync(default));
        Assert.Equal(DetectorState.Failed, detector.Status.State);
        Assert.False(await detector.WhenReadyAsync(default));
        Assert.Equal(problem.Message, detector.Status.Note);
        return problem.Message;
    }

    /// <summary>Makes a changed copy of the shipped model, named "broken".</summary>
    private void Damage(Action<JsonObject, string> damage)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "broken")).FullName;
        string graph = Path.Combine(folder, "model.onnx");
        File.Copy(Path.Combine(Shipped, "model.onnx"), graph);
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Shipped, "model.json")))!.AsObject();
        manifest["name"] = "broken";
        damage(manifest, graph);
        File.WriteAllText(Path.Combine(folder, "model.json"), manifest.ToJsonString());
    }

    private static async Task<LayoutDetector> LoadAsync(DetectionOptions options)
    {
        LayoutDetector detector = new(new ModelRepository(Path.GetDirectoryName(Shipped)!), Options.Create(options));
        await detector.LoadAsync(default);
        return detector;
    }
}
