using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

/// <summary>Evaluations of pages with one red rectangle each, which <see cref="InkDetector"/> finds.</summary>
public sealed class DatasetEvaluationTests : IDisposable
{
    private const int PageCount = 5;

    private static readonly string[] Reports = ["heatmap.svg", "report.csv", "report.html", "report.json", "report.md"];
    private static readonly PerturbationStep[] Steps = [new("defocus", 1), new("rotation", 2), new("ink_bleeding", 3)];

    private readonly TemporaryFolder _folder = new();

    public DatasetEvaluationTests()
    {
        Directory.CreateDirectory(Images);
        List<object> images = [];
        List<object> annotations = [];
        for (int i = 0; i < PageCount; i++)
        {
            File.WriteAllBytes(Path.Combine(Images, $"p{i}.png"), Page(20 + (10 * i)));
            images.Add(new { id = 50 - i, file_name = $"p{i}.png", width = 200, height = 300 });
            annotations.Add(new { id = i + 1, image_id = 50 - i, category_id = 7, bbox = new[] { 20 + (10 * i), 40, 80, 50 }, area = 4000, iscrowd = 0 });
        }

        File.WriteAllText(Coco, JsonSerializer.Serialize(new { images, annotations, categories = new[] { new { id = 7, name = "text" } } }));
    }

    private string Images => Path.Combine(_folder.Path, "pages");

    private string Coco => Path.Combine(_folder.Path, "val.json");

    [Fact]
    public async Task Run_LabelledPages_MeasuresEveryCell()
    {
        EvaluationReport report = await RunAsync(Settings("o"));

        Assert.Equal(["clean", "defocus:1", "rotation:2", "ink_bleeding:3"], report.Cells.Select(c => c.Cell));
        Assert.Equal((PageCount, PageCount, TruthSource.Labels), (report.Data.Pages, report.Data.Boxes, report.Data.Truth));
        Assert.Equal((1.0, 1.0), (report.Clean.Map!.Value, report.Clean.Best.F1));

        // The rectangle's hull is found on the turned page as it is on the upright one.
        Assert.InRange(report.Perturbations.Single(p => p.Type == "rotation").Map!.Value, 0.9, 1);
        Assert.All(report.Cells, c => Assert.Equal(PageCount, c.Pages));
        Assert.Equal(report.Perturbations.Average(p => p.Map!.Value), report.Robustness.PAvg!.Value, 1e-6);
        Assert.Equal(Reports, Files("o").Keys.Where(k => k.Contains('.', StringComparison.Ordinal) && !k.Contains('/') && k != "run.json"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(18)]
    public async Task Run_EndedAndResumed_GivesTheBytesOfAnUnbrokenRun(int cells)
    {
        await RunAsync(Settings("whole"));
        using CancellationTokenSource ends = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(Settings("broken") with { Concurrency = 1 }, new EndAfter(cells, ends), ends.Token));

        // The end of the process in the midst of a line.
        string journal = Directory.GetFiles(Path.Combine(_folder.Path, "broken", "pages")).Order(StringComparer.Ordinal).Last();
        await File.AppendAllTextAsync(journal, """{"cell":"rotation:2","wid""");
        await RunAsync(Settings("broken"));

        SortedDictionary<string, byte[]> whole = Files("whole");
        SortedDictionary<string, byte[]> broken = Files("broken");
        Assert.All(Reports, name => Assert.Equal(whole[name], broken[name]));
    }

    [Fact]
    public async Task Run_MorePerturbationsInTheSameFolder_DoesOnlyThem()
    {
        await RunAsync(Settings("o") with { Pages = Cells(Steps[0]) });
        Progress progress = new();

        EvaluationReport report = await RunAsync(Settings("o"), progress);

        Assert.Equal(2 * PageCount, progress.Cells);
        Assert.Equal(3, report.Perturbations.Count);
    }

    [Fact]
    public async Task Run_WithoutLabels_TakesTheCleanDetectionsAsTruth()
    {
        EvaluationReport report = await RunAsync(Settings("o") with { CocoFile = null, Pages = Settings("o").Pages with { TruthThreshold = 0.2f } });

        Assert.Equal(TruthSource.CleanDetections, report.Data.Truth);
        Assert.Equal(1, report.Clean.Map!.Value, 1e-9);
        Assert.InRange(report.Perturbations.Single(p => p.Type == "rotation").Map!.Value, 0.9, 1);
        Assert.Contains("no labels", report.TruthNote!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PageThatCannotBeRead_IsLeftOutAndTold()
    {
        await File.WriteAllTextAsync(Path.Combine(Images, "p2.png"), "no picture");

        EvaluationReport report = await RunAsync(Settings("o"));

        Assert.Equal(PageCount - 1, report.Clean.Pages);
        Assert.StartsWith("p2.png: ", Assert.Single(report.Data.FailedPages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Limit_TakesPagesSpreadOverTheSet()
    {
        EvaluationReport report = await RunAsync(Settings("o") with { Limit = 2, Pages = Cells() });

        Assert.Equal(["p2.png", "p4.png"], report.Pages.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Null(report.Robustness.PAvg);
    }

    [Fact]
    public async Task Run_OtherSettingsOrAForeignFolder_IsRefused()
    {
        await RunAsync(Settings("o") with { Pages = Cells() });

        await Assert.ThrowsAsync<DatasetException>(() => RunAsync(Settings("o") with { Pages = Cells() with { Seed = 9 } }));
        await Assert.ThrowsAsync<DatasetException>(() => RunAsync(Settings("pages")));
        File.WriteAllBytes(Path.Combine(Images, "p1.png"), Page(33));
        await Assert.ThrowsAsync<DatasetException>(() => RunAsync(Settings("o") with { Pages = Cells() }));
    }

    [Theory]
    [InlineData("\"text\"", "\"cat\"", "cannot be matched")]
    [InlineData("\"category_id\":7", "\"category_id\":8", "none of its categories")]
    [InlineData("\"categories\"", "\"kinds\"", "'categories'")]
    public async Task Open_LabelsWithAMistake_AreRefused(string text, string mistake, string message)
    {
        await File.WriteAllTextAsync(Coco, (await File.ReadAllTextAsync(Coco)).Replace(text, mistake, StringComparison.Ordinal));

        DatasetException thrown = await Assert.ThrowsAsync<DatasetException>(() => RunAsync(Settings("o")));

        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "o")));
    }

    [Fact]
    public async Task Run_MeasuredEffects_AreATableThatCanBeGiven()
    {
        await RunAsync(Settings("o") with { Pages = Settings("o").Pages with { MeasureEffects = true } });

        var table = RoDLA.Analysis.Evaluation.Figures.EffectTable.Read(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "o", "effects.json")));

        Assert.InRange(table.Of("rotation", 2)!.Value, 1, 100);
        Assert.Null(table.Of("rotation", 1));
    }

    [Fact]
    public async Task Html_NamesFromAClient_StayTextAndNothingIsLoaded()
    {
        EvaluationReport report = await RunAsync(Settings("o") with { Name = "<script>{{title}}</script>" });
        string html = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "o", "report.html"));

        Assert.Contains("&lt;script&gt;{{title}}&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal)
            .Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(2 * report.Data.Pages, html.Split("data:image/jpeg;base64,").Length - 1);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A PNG of 200 × 300 pixels with a red rectangle from (left, 40), 80 × 50.</summary>
    internal static byte[] Page(int left)
    {
        using PageImage image = PageImage.Rent(200, 300);
        image.Pixels.Fill(255);
        for (int y = 40; y < 90; y++)
        {
            for (int x = left; x < left + 80; x++)
            {
                image.Row(y).Slice((x * PageImage.Channels) + 1, 2).Clear();
            }
        }

        return ImageWriter.ToPng(image);
    }

    private static EvaluationSettings Cells(params IReadOnlyList<PerturbationStep> steps) => new(steps, new DetectionSettings(0)) { Seed = 5 };

    private DatasetEvaluationSettings Settings(string name) => new(Images, Coco, Path.Combine(_folder.Path, name), Cells(Steps));

    private static async Task<EvaluationReport> RunAsync(
        DatasetEvaluationSettings settings, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ProgramContext context = new(new Dictionary<string, string>(), TextWriter.Null, TextWriter.Null)
        {
            Replace = services => services.AddSingleton<ILayoutDetector>(new InkDetector()),
        };
        using IHost host = CommandHost.Create(context, new Dictionary<string, string?>());
        DatasetEvaluation evaluation = await host.Services.GetRequiredService<DatasetEvaluator>().OpenAsync(settings, CancellationToken.None);
        return await evaluation.RunAsync(progress, cancellationToken);
    }

    private SortedDictionary<string, byte[]> Files(string name) => new(
        Directory.GetFiles(Path.Combine(_folder.Path, name), "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(Path.Combine(_folder.Path, name), f), File.ReadAllBytes),
        StringComparer.Ordinal);

    private sealed class Progress : IProgress<EvaluationProgress>
    {
        private int _cells;

        public int Cells => _cells;

        public void Report(EvaluationProgress value) => Interlocked.Increment(ref _cells);
    }

    private sealed class EndAfter(int cells, CancellationTokenSource ends) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            if (value.Done >= cells)
            {
                ends.Cancel();
            }
        }
    }
}
