using System.Text.Json;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Pipeline;

public sealed class ReportStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Save_Report_WritesJsonWithoutPicturesAndChartsBesideIt()
    {
        PageReport kept = await Store().SaveAsync(Reports.Make("scan 1.png"), CancellationToken.None);

        string saved = kept.SavedPath!;
        Assert.Matches("^outputs/results_scan_1_20260301_123000_[0-9a-f]{12}\\.json$", saved);
        string name = Path.GetFileName(saved);
        string stem = name["results_".Length..^".json".Length];
        Assert.Equal(
            [name, stem + "_class_distribution.png"],
            Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        byte[] chart = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, stem + "_class_distribution.png"));
        Assert.Equal(Convert.FromBase64String(Reports.Pixel), chart);
        string json = await File.ReadAllTextAsync(Path.Combine(_folder.Path, name));
        Assert.DoesNotContain("base64", json, StringComparison.Ordinal);
        PageReport read = JsonSerializer.Deserialize<PageReport>(json, ReportJson.Options)!;
        Assert.Equal(stem + "_class_distribution.png", read.Visualizations["class_distribution"]!.Path);
        Assert.Equal(stem + "_class_distribution.png", kept.Visualizations["class_distribution"]!.Path);
        Assert.Null(read.Visualizations["spatial_heatmap"]);
        Assert.Equal(saved, read.SavedPath);
        Assert.Equal(2, read.AllDetections.Count);
    }

    [Fact]
    public async Task Save_SameNameManyTimesAtOnce_NothingIsOverwritten()
    {
        ReportStore store = Store();

        PageReport[] saved = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.SaveAsync(Reports.Make("page.png"), CancellationToken.None))));

        Assert.Equal(50, saved.Select(report => report.SavedPath).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task Save_Fails_LeavesNothing()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "page.json"));

        await Assert.ThrowsAnyAsync<SystemException>(
            () => Store().SaveAsync(Reports.Make("page.png"), "page.json", "page", CancellationToken.None));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private ReportStore Store() => new(Options.Create(new OutputOptions { Folder = _folder.Path }), new FixedTime());

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);
    }
}
