using System.Text.Json;
using System.Text.Json.Nodes;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Detection.Families;
using Xunit;

namespace RoDLA.Tests.Cli.Models;

public sealed class InspectModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What inspection drafts is what the script wrote by hand, where the graph tells it.</summary>
    [Theory]
    [InlineData("anchor-free", "anchor_free")]
    [InlineData("detr", "detr")]
    [InlineData("detr-decoded", "detr_decoded")]
    [InlineData("paddle", "paddle")]
    [InlineData("paddle-half", "paddle")]
    [InlineData("yolo-end2end", "yolo_end2end")]
    [InlineData("yolo", "yolo")]
    [InlineData("yolox", "yolox")]
    public async Task Inspect_EveryFamily_IsRecognised(string model, string family)
    {
        string folder = Copy(model);

        ProgramRun run = await InspectAsync(folder);

        Assert.True(run.Exit == 0, run.Output + run.Error);
        JsonNode drafted = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "model.json")))!;
        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(FamilyGraphs.Folder, model, "model.json")))!;
        Assert.Equal(family, (string?)drafted["family"]);
        Assert.Equal((string?)written["sha256"], (string?)drafted["sha256"]);
        foreach ((string name, JsonNode? output) in written["outputs"]!.AsObject())
        {
            Assert.Equal((string?)output, (string?)drafted["outputs"]![name]);
        }

        foreach (string key in new[] { "name", "resize", "size", "page_inputs" })
        {
            string? expected = written["input"]![key]?.ToJsonString();
            Assert.True(expected is null || expected == drafted["input"]![key]?.ToJsonString(), $"input.{key} is not {expected}");
        }
    }

    [Theory]
    [InlineData("labels.txt", "Text\nPicture\r\n Section-header \n")]
    [InlineData("labels.json", """["Text", "Picture", "Section-header"]""")]
    [InlineData("labels.json", """{"1": "Picture", "0": "Text", "2": "Section-header"}""")]
    [InlineData("labels.json", """{"Picture": 1, "Text": 0, "Section-header": 2}""")]
    [InlineData("config.json", """{"id2label": {"0": "Text", "1": "Picture", "2": "Section-header"}, "other": 1}""")]
    [InlineData("inference.yml", "mode: paddle\nlabel_list:\n- Text\n- 'Picture'\n- \"Section-header\"\nPreprocess:\n- type: Resize\n")]
    [InlineData("inference.yml", "label_list:\n  - Text\n  - Picture\n  - Section-header\n")]
    public async Task Inspect_ClassNamesInAFile_AreRead(string file, string content)
    {
        string folder = Copy("yolox");
        await File.WriteAllTextAsync(Path.Combine(folder, file), content);

        ProgramRun run = await InspectAsync(folder);

        Assert.Contains($"classes 3, from {file}: Text, Picture, Section-header", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_WrongNumberOfClassNames_IsNoted()
    {
        string folder = Copy("yolox");
        await File.WriteAllTextAsync(Path.Combine(folder, "labels.txt"), "Text\nPicture\n");

        Assert.Contains(
            "labels.txt has 2 class names; the graph has 3 classes.", (await InspectAsync(folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_BrokenClassNames_SaysWhichFile()
    {
        string folder = Copy("yolox");
        await File.WriteAllTextAsync(Path.Combine(folder, "labels.json"), "[1,");

        ProgramRun run = await InspectAsync(folder);

        Assert.Equal(1, run.Exit);
        Assert.Contains("labels.json' has no class names that are understood", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_ManifestThatIsThere_StaysUnlessForced()
    {
        string folder = Copy("yolo");
        string manifest = Path.Combine(folder, "model.json");
        await File.WriteAllTextAsync(manifest, "mine");

        ProgramRun first = await InspectAsync(folder);
        string kept = await File.ReadAllTextAsync(manifest);
        ProgramRun forced = await InspectAsync(folder, "--force");

        Assert.Equal((1, "mine", 0), (first.Exit, kept, forced.Exit));
        Assert.Contains("yolo", await File.ReadAllTextAsync(manifest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_GraphOfNoFamily_SaysWhatWasSeenAndWhatIsExpected()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "odd")).FullName;
        string fixture = Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Cli", "Models", "no-family.onnx");
        File.Copy(fixture, Path.Combine(folder, "model.onnx"));

        ProgramRun run = await InspectAsync(folder);

        Assert.Equal(1, run.Exit);
        Assert.Contains("input   'tokens' int64 [any, 16]", run.Output, StringComparison.Ordinal);
        Assert.Contains("No family of models fits.", run.Output, StringComparison.Ordinal);
        Assert.Contains("  yolo          an image; one output [1, 4 + classes, N]", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "model.json")));
    }

    [Fact]
    public async Task Bench_Model_KeepsItsFiguresAndTheListHasThem()
    {
        string models = Path.Combine(_folder.Path, "models");
        FamilyGraphs.Copy("detr", models, _ => { });

        ProgramRun run = await ProgramRun.OfAsync(["models", "bench", "detr", "--models-dir", models]);

        Assert.True(run.Exit == 0, run.Error);
        JsonNode bench = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(models, "detr", "bench.json")))!;
        Assert.True((bool)bench["takes_batches"]!);
        Assert.Equal(
            [(595, 1), (595, 4), (595, 8), (1240, 1), (1240, 4), (1240, 8), (2480, 1), (2480, 4), (2480, 8)],
            bench["runs"]!.AsArray().Select(r => ((int)r!["width"]!, (int)r["batch"]!)));
        Assert.All(bench["runs"]!.AsArray(), r => Assert.True((double)r!["milliseconds_per_page"]! > 0));
        await using ApiServer server =
            await ApiServer.StartAsync(new Dictionary<string, string> { ["RODLA_MODELS_DIR"] = models, ["RODLA_MODEL"] = "detr" });
        JsonElement listed = (await server.GetJsonAsync("/api/v1/models")).GetProperty("models")[0];
        Assert.Equal(9, listed.GetProperty("bench").GetProperty("runs").GetArrayLength());
        Assert.Equal("Section-header", listed.GetProperty("doclaynet").GetProperty("Section-header").GetString());
    }

    private Task<ProgramRun> InspectAsync(string folder, params string[] more) =>
        ProgramRun.OfAsync(["models", "inspect", Path.Combine(folder, "model.onnx"), .. more]);

    private string Copy(string model)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, model)).FullName;
        File.Copy(Path.Combine(FamilyGraphs.Folder, model, "model.onnx"), Path.Combine(folder, "model.onnx"));
        return folder;
    }
}
