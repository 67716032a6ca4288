using NSubstitute;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results.Cache;
using RoDLA.Jobs.Work;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Work;

public sealed class ItemRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IResultCache _cache = Substitute.For<IResultCache>();
    private readonly IPagePipeline _pipeline = Substitute.For<IPagePipeline>();
    private readonly JobDefinition _job = Snapshots.Accepted(1).Definition;
    private readonly JobPaths _paths;

    public ItemRunnerTests()
    {
        _paths = new JobPaths(_folder.Path);
        Directory.CreateDirectory(_paths.InputFolder(_job.JobId));
        File.WriteAllBytes(_paths.Input(_job, 0)!, [1, 2, 3]);
        _cache.Key(Arg.Any<string>(), Arg.Any<PageRequest>()).Returns("aa");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task RunAsync_PerturbationFailed_IsNotCached(int failed, int kept)
    {
        PerturbationEntry[] failures =
            [.. Enumerable.Range(1, failed).Select(i => new PerturbationEntry(i, "rotation", 2, "Failed: a fault of the service", 7, 0))];
        _pipeline.AnalyzeAsync(default!, default!, default).ReturnsForAnyArgs(Reports.Make("a.png") with
        {
            PerturbationInfo = new PerturbationInfo([], failures, 0, 7, PerturbationMode.Standard, [50, 100, 3], [50, 100, 3]),
        });
        FakeDetection pages = new();
        ItemRunner runner = new(
            new InputFiles(_paths, pages, Substitute.For<IImageFetcher>()),
            _pipeline,
            new ResultWriter(_paths, TimeProvider.System),
            _cache,
            new SpeedMeter(1, () => null),
            observers: [],
            TimeProvider.System);

        Assert.False((await runner.RunAsync(_job, 0, CancellationToken.None)).Cached);

        Assert.True(File.Exists(_paths.Result(_job, 0)));
        await _cache.ReceivedWithAnyArgs(kept).KeepAsync(default!, default, default);
    }
}
