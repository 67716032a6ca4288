using System.Text.Json;
using RoDLA.Analysis.Pictures;
using RoDLA.Cli.Perturb;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using Xunit;

namespace RoDLA.Tests.Cli;

public sealed class PerturbCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string _error = "";

    [Fact]
    public async Task Perturb_Files_WritesPicturesAndAnswers()
    {
        int exit = await RunAsync(
            "perturb", Page("a.png"), Page("a.bmp"), "--apply", "defocus:2,rotation:1", "--seed", "7", "--out", Out("o"));

        Assert.Equal(0, exit);
        Assert.Equal(
            [
                "a-2_pert_defocus2_rotation1.json", "a-2_pert_defocus2_rotation1.png",
                "a_pert_defocus2_rotation1.json", "a_pert_defocus2_rotation1.png",
            ],
            Names("o"));
        JsonElement answer = JsonSerializer.Deserialize<JsonElement>(
            await File.ReadAllTextAsync(Path.Combine(Out("o"), "a_pert_defocus2_rotation1.json")));
        Assert.Equal(7, answer.GetProperty("seed").GetInt64());
        Assert.Equal("a_pert_defocus2_rotation1.png", answer.GetProperty("saved_path").GetString());
        Assert.Equal("", _error);
    }

    [Fact]
    public async Task Perturb_SameSeed_WritesTheSameBytes()
    {
        string page = Page("a.png");

        await RunAsync("perturb", page, "--apply", "speckle:3,warping:2", "--seed", "7", "--out", Out("one"), "--format", "webp");
        await RunAsync("perturb", page, "--apply", "speckle:3,warping:2", "--seed", "7", "--out", Out("two"), "--format", "webp");

        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Out("one"), "a_pert_speckle3_warping2.webp")),
            await File.ReadAllBytesAsync(Path.Combine(Out("two"), "a_pert_speckle3_warping2.webp")));
    }

    [Fact]
    public async Task Perturb_OneFileFails_TheOthersAreWrittenAndTheExitCodeIs1()
    {
        string broken = Path.Combine(_folder.Path, "broken.png");
        await File.WriteAllTextAsync(broken, "no picture");

        int exit = await RunAsync(
            "perturb", broken, Path.Combine(_folder.Path, "missing.png"), Page("a.png"), "--apply=defocus:1", "--out", Out("o"));

        Assert.Equal(1, exit);
        Assert.Equal(["a_pert_defocus1.json", "a_pert_defocus1.png"], Names("o"));
        Assert.Contains("broken.png: ", _error, StringComparison.Ordinal);
        Assert.Contains("missing.png: There is no such file.", _error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Perturb_ReadsEveryOption()
    {
        PerturbCommand syntax = new();

        PerturbArguments arguments = syntax.Read(syntax.Parse(
            [
                "a.png", "--apply", "defocus:2, rotation:1", "--seed=-7", "--mode", "reference", "--format", "jpeg", "--quality", "-o", "x",
                "--page", "2",
            ]));

        Assert.Equal(["a.png"], arguments.Files);
        Assert.Equal("x", arguments.Out);
        Assert.Equal(["defocus", "rotation"], arguments.Perturbation.Steps.Select(s => s.Type));
        Assert.Equal([2, 1], arguments.Perturbation.Steps.Select(s => s.Degree));
        Assert.Equal(-7, arguments.Perturbation.Seed);
        Assert.Equal(RoDLA.Perturbations.PerturbationMode.Reference, arguments.Perturbation.Mode);
        Assert.Equal(PictureFormat.Jpeg, arguments.Perturbation.Format);
        Assert.True(arguments.Perturbation.Quality);
        Assert.Equal(2, arguments.Page.Number);
    }

    [Fact]
    public void Parse_PerturbDatasetAll_IsAllThirtySix()
    {
        PerturbDatasetCommand syntax = new();

        Assert.Equal(36, syntax.Read(syntax.Parse(["--all", "--images", "i", "--coco", "c", "--out", "o"])).Steps.Distinct().Count());
    }

    [Theory]
    [InlineData(4, "perturb", "--apply", "blur:1,defocus:4,defocus", "--seed", "x", "--out", "o", "a.png")]
    [InlineData(3, "perturb")]
    [InlineData(4, "perturb-dataset")]
    [InlineData(1, "perturb", "a.png", "--all", "--apply", "defocus:1", "--out", "o")]
    [InlineData(2, "perturb", "a.png", "--mode", "fast", "--format", "gif", "--apply", "defocus:1", "--out", "o")]
    [InlineData(1, "perturb-dataset", "a.png", "--all", "--images", "i", "--coco", "c", "--out", "o")]
    public async Task Run_Mistakes_AreAllReported(int expected, params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments);

        Assert.Equal(2, run.Exit);
        Assert.Equal(expected, run.Mistakes.Count(line => line.EndsWith('.')));
    }

    public void Dispose() => _folder.Dispose();

    private string Out(string name) => Path.Combine(_folder.Path, name);

    private string[] Names(string folder) =>
        [.. Directory.GetFiles(Out(folder)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private string Page(string name)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, Pages.Png);
        return path;
    }

    private async Task<int> RunAsync(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments);
        _error = run.Error;
        return run.Exit;
    }
}
