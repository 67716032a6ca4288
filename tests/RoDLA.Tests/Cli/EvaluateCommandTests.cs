using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation;
using RoDLA.Cli.Evaluate;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli;

public sealed class EvaluateCommandTests
{
    [Theory]
    [InlineData("all", 36)]
    [InlineData("none", 0)]
    [InlineData("rotation", 3)]
    [InlineData("rotation:2,speckle,rotation", 6)]
    public void Read_Perturbations_AreCells(string text, int cells) =>
        Assert.Equal(cells, Read("--perturb", text).Pages.Steps.Count);

    [Fact]
    public void Read_NoMoreThanRequired_HasTheDefaults()
    {
        DatasetEvaluationSettings settings = Read();

        Assert.Equal((36, 0L, PerturbationMode.Standard, "rodla"), (
            settings.Pages.Steps.Count, settings.Pages.Seed, settings.Pages.Mode, settings.Pages.Protocol));
        Assert.Equal((0f, null, null), (settings.Pages.Detection.ScoreThreshold, settings.Limit, settings.CocoFile));
        Assert.Equal("scans", settings.Name);
    }

    [Theory]
    [InlineData("--perturb", "fog")]
    [InlineData("--perturb", "rotation:4")]
    [InlineData("--limit", "0")]
    [InlineData("--protocol", "voc")]
    public async Task Run_WrongValue_IsRefused(string option, string value)
    {
        ProgramRun run = await ProgramRun.OfAsync(["evaluate", "--images", "a", "--out", "b", option, value]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoFolders_AsksForThem()
    {
        ProgramRun run = await ProgramRun.OfAsync(["evaluate"]);

        Assert.Equal(
            ["evaluate needs --out, the folder that the report goes to.", "evaluate needs --images, the folder of the pages."], run.Mistakes);
    }

    [Fact]
    public void Read_MappingThatIsNoFile_IsRefused() =>
        Assert.Throws<DatasetException>(() => Read("--mapping", "no-such-mapping"));

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(300, "5 min")]
    [InlineData(7300, "2 h 1 min")]
    public void Left_Time_IsShort(int seconds, string text) => Assert.Equal(text, EvaluationBar.Text(TimeSpan.FromSeconds(seconds)));

    // The whole command with the shipped model, on a sample page without labels.
    [Fact]
    public async Task Run_SamplePage_PrintsItsFigures()
    {
        using TemporaryFolder folder = new();
        string images = Path.Combine(folder.Path, "scans");
        Directory.CreateDirectory(images);
        File.Copy(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"), Path.Combine(images, "article.jpg"));

        ProgramRun run = await ProgramRun.OfAsync(
            ["evaluate", "--images", images, "--out", Path.Combine(folder.Path, "o"), "--perturb", "defocus:1"]);

        Assert.Equal(0, run.Exit);
        Assert.Contains("rodla-layout-s on scans, 1 pages", run.Output, StringComparison.Ordinal);
        Assert.Contains("mAP 1.000", run.Output, StringComparison.Ordinal);
        Assert.Contains("P-Avg ", run.Output, StringComparison.Ordinal);
    }

    private static DatasetEvaluationSettings Read(params string[] arguments)
    {
        EvaluateCommand syntax = new();
        return syntax.Read(syntax.Parse(["--images", "scans", "--out", "o", .. arguments]));
    }
}
