using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;
using RoDLA.Imaging;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Retention;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Retention;

public sealed class SavedOutputsTests : IDisposable
{
    private static readonly string[] Others =
    [
        "README.md", "results.json", "results_mine.json", "page_20260301_120000.png", "20260301_120000_0123456789ab.txt",
        "batch_20260301_120000/image_001/results_page_20260301_120000_0123456789ab.json", "perturbations/page.png", "perturbations/page_pert_mine.png",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SweepAsync_SavedAnswersAndPages_AreRemovedAfterTheirRetentionAndNothingElse()
    {
        string[] saved = await SaveAsync();
        string[] all = Files();
        Assert.Equal(saved.Length + Others.Length, all.Length);
        SavedOutputs sweep = Sweep(TimeSpan.FromDays(7));

        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await sweep.SweepAsync(CancellationToken.None);
        Assert.Equal(all, Files());
        _clock.Advance(TimeSpan.FromSeconds(2));
        await sweep.SweepAsync(CancellationToken.None);

        Assert.Equal(Others.Order(StringComparer.Ordinal), Files());
    }

    [Fact]
    public async Task SweepAsync_RetentionOf0_KeepsEverything()
    {
        await SaveAsync();
        string[] all = Files();
        SavedOutputs sweep = Sweep(TimeSpan.Zero);

        _clock.Advance(TimeSpan.FromDays(4000));
        await sweep.SweepAsync(CancellationToken.None);

        Assert.Equal(all, Files());
    }

    /// <summary>
    /// Saves an answer with a chart, perturbed pages and two half-written files as the service does, and files of others.
    /// </summary>
    private async Task<string[]> SaveAsync()
    {
        foreach (string other in Others)
        {
            string path = Path.Combine(_folder.Path, other);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "{}");
        }

        IOptions<OutputOptions> options = Options.Create(new OutputOptions { Folder = _folder.Path });
        PageReport report = Reports.Make("Säite 1.png") with
        {
            Visualizations = new Dictionary<string, PictureUri?> { ["class_distribution"] = PictureUri.Embed(new byte[] { 1 }, "image/png") },
        };
        await new ReportStore(options, _clock).SaveAsync(report, CancellationToken.None);
        await new ReportStore(options, _clock, new Owner("scanner")).SaveAsync(report, CancellationToken.None);
        PerturbedPageStore pages = new(Options.Create(Perturbations()), new OutputFolder(options), _clock);
        using (PageImage page = PageImage.Rent(4, 4))
        {
            pages.Save(page, new PageName("a.png", 1, 1), [], PictureFormat.Png);
            pages.Save(page, new PageName("a.png", 1, 1), [new PerturbationEntry(1, "defocus", 2, "", 7, 0)], PictureFormat.Jpeg);
            pages.Save(page, new PageName("a.png", 1, 1), [], PictureFormat.Png);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "results_b_20260301_120000_0123456789ab.json.tmp"), "{");
        await File.WriteAllTextAsync(Path.Combine(Perturbations().OutputFolder, $".{Guid.NewGuid():n}.tmp"), "");
        foreach (string file in Files())
        {
            File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, file), _clock.GetUtcNow().UtcDateTime);
        }

        return [.. Files().Except(Others)];
    }

    private sealed record Owner(string Name) : IOutputOwner;

    private PerturbationOptions Perturbations() => new() { OutputFolder = Path.Combine(_folder.Path, "perturbations") };

    private string[] Files() =>
    [
        .. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_folder.Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    private SavedOutputs Sweep(TimeSpan retention) => new(
        new JobPaths(_folder.Path),
        Options.Create(new OutputOptions { Folder = _folder.Path, Retention = retention }),
        Options.Create(Perturbations()),
        _clock,
        NullLogger<SavedOutputs>.Instance);
}
