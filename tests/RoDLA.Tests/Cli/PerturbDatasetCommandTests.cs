using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Perturbing;
using RoDLA.Cli.Hosting;
using RoDLA.Cli.Perturb;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using Xunit;

namespace RoDLA.Tests.Cli;

public sealed class PerturbDatasetCommandTests : IDisposable
{
    private const string Methods = "rotation:2,speckle:1,keystoning:3,defocus:1";
    private const int PageCount = 6;

    private readonly TemporaryFolder _folder = new();
    private string _output = "";
    private string _error = "";

    public PerturbDatasetCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "pages", "more"));
        List<object> images = [];
        List<object> annotations = [];
        for (int i = 0; i < PageCount; i++)
        {
            string name = i == 0 ? "more/p0.png" : $"p{i}.png";
            File.WriteAllBytes(Path.Combine(_folder.Path, "pages", name), Pages.Make((byte)(20 * i)));
            images.Add(new { id = 100 + i, file_name = name, width = Pages.Width, height = Pages.Height });
            annotations.Add(new
            {
                id = 1000 + i,
                image_id = 100 + i,
                category_id = 1,
                bbox = new[] { 20.0, 20, 100, 50 },
                segmentation = new[] { new[] { 20.0, 20, 120, 20, 120, 70, 20, 70 } },
            });
        }

        File.WriteAllText(
            Coco, JsonSerializer.Serialize(new { images, annotations, categories = new[] { new { id = 1, name = "Text" } } }));
    }

    private string Coco => Path.Combine(_folder.Path, "val.json");

    [Fact]
    public async Task PerturbDataset_Run_WritesTheBenchmarksLayout()
    {
        Assert.Equal(0, await RunAsync("--apply", Methods, "--out", Out("o")));

        Assert.Equal(
            ["Defocus/Defocus_1", "Keystoning/Keystoning_3", "Rotation/Rotation_2", "Speckle/Speckle_1"],
            Directory.GetDirectories(Out("o"), "*_*", SearchOption.AllDirectories)
                .Select(d => Path.GetRelativePath(Out("o"), d)).Order(StringComparer.Ordinal));
        string rotation = Path.Combine(Out("o"), "Rotation", "Rotation_2");
        Assert.Equal(
            [
                "cw_ssim.json", "ms_ssim.json",
                "pages/more/p0.png", "pages/p1.png", "pages/p2.png", "pages/p3.png", "pages/p4.png", "pages/p5.png",
                "psnr.json", "quality.csv", "quality.json", "val.json",
            ],
            Files(rotation).Keys);
        JsonElement coco = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(rotation, "val.json")));
        JsonElement[] images = [.. coco.GetProperty("images").EnumerateArray()];
        JsonElement[] annotations = [.. coco.GetProperty("annotations").EnumerateArray()];
        Assert.Equal(Enumerable.Range(100, PageCount), images.Select(i => i.GetProperty("id").GetInt32()));
        Assert.Equal(Enumerable.Range(1, PageCount), annotations.Select(a => a.GetProperty("id").GetInt32()));
        Assert.All(annotations, a => Assert.Equal(5000, a.GetProperty("area").GetDouble(), 1.0));
        Assert.True(images.Select(i => i.GetProperty("width").GetInt32()).Distinct().Count() > 1, "Every page has an angle of its own.");
        Assert.Equal("Text", coco.GetProperty("categories")[0].GetProperty("name").GetString());
        using PageImage page = await Pages.DecodeAsync(await File.ReadAllBytesAsync(Path.Combine(rotation, "pages", "p3.png")));
        Assert.Equal(images[3].GetProperty("width").GetInt32(), page.Width);
        Assert.Equal(PageCount + 1, (await File.ReadAllLinesAsync(Path.Combine(rotation, "quality.csv"))).Length);
        JsonElement quality = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(rotation, "quality.json")));
        Assert.InRange(quality.GetProperty("mean").GetProperty("ms_ssim").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task PerturbDataset_BrokenTextInCoco_IsRefusedBeforeAnyPageIsMade()
    {
        string coco = (await File.ReadAllTextAsync(Coco)).Replace("\"Text\"", "\"\\ud83d\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Coco, coco);

        Assert.Equal(2, await RunAsync("--apply", "defocus:1", "--out", Out("o")));

        Assert.Contains("$.categories[0].name", _error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out("o")));
    }

    [Fact]
    public async Task PerturbDataset_SizesThatDisagree_AreRefusedWithTheImagesNamed()
    {
        string coco = (await File.ReadAllTextAsync(Coco)).Replace(
            $"\"p3.png\",\"width\":{Pages.Width}", "\"p3.png\",\"width\":77", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Coco, coco);

        Assert.Equal(2, await RunAsync("--apply", "defocus:1", "--out", Out("o")));

        Assert.Contains("'p3.png' is 77×", _error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out("o")));
    }

    [Fact]
    public async Task PerturbDataset_Measured_WritesTheBenchmarksThreeFiles()
    {
        Assert.Equal(0, await RunAsync("--apply", "speckle:1,rotation:1", "--out", Out("o")));

        string folder = Path.Combine(Out("o"), "Speckle", "Speckle_1");
        JsonElement quality = Json(Path.Combine(folder, "quality.json"));
        foreach ((string measure, string figure) in new[] { ("psnr", "psnr_wrapping"), ("ms_ssim", "ms_ssim"), ("cw_ssim", "cw_ssim") })
        {
            JsonElement file = Json(Path.Combine(folder, measure + ".json"));
            Assert.Equal(measure, file.GetProperty("measure").GetString());
            Assert.Equal(quality.GetProperty("mean").GetProperty(figure).GetDouble(), file.GetProperty("mean").GetDouble());
            Assert.Equal(PageCount, file.GetProperty("images").EnumerateObject().Count());
            Assert.Equal(
                quality.GetProperty("images")[3].GetProperty(figure).GetRawText(), file.GetProperty("images").GetProperty("p3.png").GetRawText());
        }
    }

    [Fact]
    public async Task PerturbDataset_PageChangedSinceTheRunBegan_IsRefused()
    {
        await EndAfterAsync(3, Out("o"));
        string page = Path.Combine(_folder.Path, "pages", "p4.png");
        byte[] before = await File.ReadAllBytesAsync(page);
        await File.WriteAllBytesAsync(page, Pages.Make(201));
        string[] made = [.. Files(Out("o")).Keys];

        Assert.Equal(2, await RunAsync("--apply", Methods, "--out", Out("o"), "--seed", "5"));

        Assert.Contains("other pages", _error, StringComparison.Ordinal);
        Assert.Equal(made, Files(Out("o")).Keys);
        await File.WriteAllBytesAsync(page, before);
        Assert.Equal(0, await RunAsync("--apply", Methods, "--out", Out("o"), "--seed", "5"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(23)]
    public async Task PerturbDataset_EndedAndResumed_GivesTheBytesOfAnUnbrokenRun(int pages)
    {
        await RunAsync("--apply", Methods, "--out", Out("whole"), "--seed", "5");

        await EndAfterAsync(pages, Out("broken"));
        // A page whose writing was interrupted by a power loss.
        string folder = Path.Combine(Out("broken"), "Defocus", "Defocus_1", "pages");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "p5.png.tmp"), "half");
        int before = Files(Out("broken")).Count;
        Assert.Equal(0, await RunAsync("--apply", Methods, "--out", Out("broken"), "--seed", "5"));

        SortedDictionary<string, byte[]> whole = Files(Out("whole"));
        SortedDictionary<string, byte[]> resumed = Files(Out("broken"));
        Assert.True(before < whole.Count + pages, "The first run was ended in the midst.");
        Assert.Equal(whole.Keys, resumed.Keys);
        Assert.All(whole, f => Assert.Equal(f.Value, resumed[f.Key]));
    }

    [Fact]
    public async Task PerturbDataset_Finished_MakesNothingAgain()
    {
        await RunAsync("--apply", "defocus:1", "--out", Out("o"));
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(Out("o"), "Defocus", "Defocus_1", "pages", "p1.png"));

        Assert.Equal(0, await RunAsync("--apply", "defocus:1,speckle:2", "--out", Out("o")));

        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Out("o"), "Defocus", "Defocus_1", "pages", "p1.png")));
        Assert.Contains("6 of 12 pages were made now", _output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PerturbDataset_OneThreadOrMany_GivesTheSameBytes()
    {
        await MakeAsync(Out("one"), concurrency: 1, progress: null, CancellationToken.None);
        await MakeAsync(Out("many"), concurrency: 8, progress: null, CancellationToken.None);

        SortedDictionary<string, byte[]> many = Files(Out("many"));
        Assert.All(Files(Out("one")), f => Assert.Equal(f.Value, many[f.Key]));
    }

    [Fact]
    public async Task PerturbDataset_OtherSettingsOrAForeignFolder_IsRefused()
    {
        await RunAsync("--apply", "defocus:1", "--out", Out("o"));

        Assert.Equal(2, await RunAsync("--apply", "defocus:1", "--out", Out("o"), "--seed", "9"));
        Assert.Equal(2, await RunAsync("--apply", "defocus:1", "--out", Path.Combine(_folder.Path, "pages")));
        Assert.Contains("another folder", _error, StringComparison.Ordinal);
        Assert.Equal(PageCount - 1, Directory.GetFiles(Path.Combine(_folder.Path, "pages")).Length);
    }

    [Fact]
    public async Task PerturbDataset_PageThatCannotBeRead_IsLeftOutAndTold()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "pages", "p2.png"), "no picture");

        Assert.Equal(1, await RunAsync("--apply", "defocus:1", "--out", Out("o"), "--no-quality"));

        string folder = Path.Combine(Out("o"), "Defocus", "Defocus_1");
        JsonElement coco = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(folder, "val.json")));
        JsonElement quality = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(folder, "quality.json")));
        Assert.Equal(PageCount - 1, coco.GetProperty("images").GetArrayLength());
        Assert.Equal(PageCount - 1, coco.GetProperty("annotations").GetArrayLength());
        Assert.Equal("p2.png", Assert.Single(quality.GetProperty("failed").EnumerateArray()).GetProperty("file_name").GetString());
        Assert.Equal(JsonValueKind.Null, quality.GetProperty("mean").ValueKind);
        Assert.Contains("p2.png, defocus:1: ", _error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static SortedDictionary<string, byte[]> Files(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllBytes),
        StringComparer.Ordinal);

    private static JsonElement Json(string path) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path));

    private string Out(string name) => Path.Combine(_folder.Path, name);

    private async Task EndAfterAsync(int pages, string folder)
    {
        using CancellationTokenSource ends = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MakeAsync(folder, 1, new EndAfter(pages, ends), ends.Token));
    }

    private async Task MakeAsync(string folder, int concurrency, IProgress<DatasetProgress>? progress, CancellationToken cancellationToken)
    {
        PerturbDatasetCommand syntax = new();
        DatasetSettings given = syntax.Read(syntax.Parse(
            ["--apply", Methods, "--images", Path.Combine(_folder.Path, "pages"), "--coco", Coco, "--out", folder]));
        using IHost host = CommandHost.Create(
            new ProgramContext(new Dictionary<string, string>(), TextWriter.Null, TextWriter.Null), new Dictionary<string, string?>());
        DatasetSettings settings = given with
        {
            Seed = 5,
            Concurrency = concurrency,
        };
        DatasetPerturber perturber = await DatasetPerturber.OpenAsync(
            host.Services.GetRequiredService<IPageReader>(),
            host.Services.GetRequiredService<PagePerturber>(),
            settings,
            CancellationToken.None);
        await perturber.RunAsync(progress, cancellationToken);
    }

    private async Task<int> RunAsync(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(
            ["perturb-dataset", "--images", Path.Combine(_folder.Path, "pages"), "--coco", Coco, .. arguments]);
        (_output, _error) = (run.Output, run.Error);
        return run.Exit;
    }

    private sealed class EndAfter(int pages, CancellationTokenSource ends) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value)
        {
            if (value.Done >= pages)
            {
                ends.Cancel();
            }
        }
    }
}
