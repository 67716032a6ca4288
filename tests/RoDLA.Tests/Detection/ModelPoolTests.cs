using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Detection.Slicing;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class ModelPoolTests : IAsyncLifetime, IDisposable
{
    private readonly ModelCopies _copies = new("own", "other", "third");
    private readonly DetectionOptions _options;
    private readonly ModelPool _pool;

    public ModelPoolTests()
    {
        _options = new DetectionOptions { ModelsFolder = _copies.Path, Model = "own", MaxLoadedModels = 2 };
        _pool = new ModelPool(new ModelRepository(_copies.Path), _options, new ThreadPlan(1, 1), NullLogger.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _pool.DisposeAsync();

    public void Dispose() => _copies.Dispose();

    [Fact]
    public async Task DisposeAsync_ModelIsBeingLoaded_WaitsForIt()
    {
        Task<ModelStatus> loading = _pool.LoadAsync("own", default);

        await _pool.DisposeAsync();

        Assert.NotEqual(ModelState.Loading, _pool.Find("own")!.State);
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task LoadAsync_MoreThanTheMost_TheLeastRecentlyUsedGoes()
    {
        await _pool.LoadAsync("own", default);
        await _pool.LoadAsync("other", default);
        Assert.Equal([ModelState.Ready, ModelState.Ready, ModelState.Unloaded], States("own", "other", "third"));

        await _pool.LoadAsync("third", default);
        Assert.Equal([ModelState.Ready, ModelState.Unloaded, ModelState.Ready], States("own", "other", "third"));
        Assert.Equal(["other", "own", "third"], _pool.List().Select(model => model.Name));
    }

    [Fact]
    public async Task AcquireAsync_ManyAtOnce_LoadOnceOnAnotherThread()
    {
        int thread = Environment.CurrentManagedThreadId;
        Task<SharedModel.Lease>[] asked = [.. Enumerable.Range(0, 8).Select(_ => _pool.AcquireAsync("other", default).AsTask())];
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.Contains(asked, task => !task.IsCompleted);

        SharedModel.Lease[] leases = await Task.WhenAll(asked);

        Assert.Single(leases.Select(lease => lease.Model).Distinct());
        Assert.Equal(8, _pool.Find("other")!.PagesInWork);
        Array.ForEach(leases, lease => lease.Dispose());
        Assert.Equal(0, _pool.Find("other")!.PagesInWork);
    }

    [Fact]
    public async Task Unload_PageInWork_KeepsItsModel()
    {
        using SharedModel.Lease lease = await _pool.AcquireAsync("other", default);
        Assert.True(_pool.Unload("other"));

        Assert.Equal(ModelState.Unloaded, _pool.Find("other")!.State);
        Assert.Null(lease.Model.TryAcquire());
        AssertRuns(lease.Model);

        // The next request loads it again.
        using SharedModel.Lease next = await _pool.AcquireAsync("other", default);
        Assert.NotSame(lease.Model, next.Model);
    }

    [Fact]
    public async Task Unload_OwnModel_Stays()
    {
        await _pool.LoadAsync("own", default);

        Assert.False(_pool.Unload("own"));
        Assert.Equal(ModelState.Ready, _pool.Find("own")!.State);
    }

    [Fact]
    public async Task LoadAsync_ChangedFolder_TakesThePlaceOfTheOld()
    {
        using SharedModel.Lease old = await _pool.AcquireAsync("other", default);
        await _pool.LoadAsync("other", default);
        using SharedModel.Lease same = await _pool.AcquireAsync("other", default);
        Assert.Same(old.Model, same.Model);

        _copies.Edit("other", manifest => manifest["display_name"] = "Changed");
        ModelStatus status = await _pool.LoadAsync("other", default);

        Assert.Equal("Changed", status.Manifest!.DisplayName);
        using SharedModel.Lease changed = await _pool.AcquireAsync("other", default);
        Assert.NotSame(old.Model, changed.Model);
        AssertRuns(old.Model);
        AssertRuns(changed.Model);
    }

    [Fact]
    public async Task LoadAsync_ChangedFolderIsUnusable_TheOldStays()
    {
        using SharedModel.Lease old = await _pool.AcquireAsync("other", default);
        _copies.Edit("other", manifest => manifest["sha256"] = new string('0', 64));

        await Assert.ThrowsAsync<ModelException>(() => _pool.LoadAsync("other", default));

        ModelStatus status = _pool.Find("other")!;
        Assert.Equal(ModelState.Ready, status.State);
        Assert.Contains("SHA-256", status.Note, StringComparison.Ordinal);
        using SharedModel.Lease same = await _pool.AcquireAsync("other", default);
        Assert.Same(old.Model, same.Model);
    }

    [Fact]
    public void Find_WrongManifestOrNoFolder_SaysSo()
    {
        _copies.Edit("third", manifest => manifest.Remove("classes"));

        Assert.Equal((ModelState.Failed, null), (_pool.Find("third")!.State, _pool.Find("third")!.Manifest));
        Assert.Null(_pool.Find("fourth"));
        Assert.Null(_pool.Find("../own"));
    }

    [Theory]
    [InlineData(0, "own")]
    [InlineData(1, "other")]
    public async Task DetectAsync_Cascade_StopsAtTheFirstModelThatIsSure(float exit, string expected)
    {
        await using LayoutDetector detector = new(new ModelRepository(_copies.Path), Options.Create(_options));
        await detector.LoadAsync(default);
        using PageImage page = TestPages.Paragraphs();
        DetectionSettings settings = new(0.05f) { Models = ["own", "other"], ExitConfidence = exit };

        PageLayout layout = await detector.DetectAsync(page, settings, RequestPriority.Interactive, default);

        Assert.Equal(expected, layout.Model);
        Assert.NotEmpty(layout.Elements);
        Assert.Equal(expected.ToUpperInvariant(), detector.Find(layout.Model)!.DisplayName);
    }

    [Fact]
    public async Task DetectAsync_OwnModelReloaded_IsTheOneDescribed()
    {
        await using LayoutDetector detector = new(new ModelRepository(_copies.Path), Options.Create(_options));
        await detector.LoadAsync(default);
        _copies.Edit("own", manifest => manifest["display_name"] = "Changed");

        await detector.Pool.LoadAsync("own", default);
        using PageImage page = TestPages.Paragraphs();
        await detector.DetectAsync(page, new DetectionSettings(0.3f), RequestPriority.Interactive, default);

        Assert.Equal("Changed", detector.Model.DisplayName);
    }

    private ModelState[] States(params string[] names) => [.. names.Select(name => _pool.Find(name)!.State)];

    private static void AssertRuns(SharedModel model)
    {
        using PageImage page = TestPages.Paragraphs();
        Assert.NotEmpty(model.Runner.Run(page, new DetectionSettings(0.05f), new ScanPlan(page.Size, null, 1), default));
    }
}
