using RoDLA.Api.Hosting;
using RoDLA.Cli;
using RoDLA.Analysis.Pipeline;
using RoDLA.Jobs.Definition;
using Xunit;

namespace RoDLA.Tests.Cli.Batch;

public sealed class BatchSwitchesTests
{
    [Fact]
    public void Parse_Batch_ReadsEverySwitch()
    {
        Invocation invocation = CommandLineParser.Parse(
            [
                "batch", "scans", "more.zip", "--server=http://host:8000/base/", "--pattern", "*.tif", "--threshold", "0.4", "--page", "all",
                "--perturb", "defocus:2,rotation:1", "--seed", "-7", "--visualization-mode", "per_image", "--priority", "low",
                "--export", "csv,ZIP", "-o", "out",
            ]);

        Assert.Empty(invocation.Mistakes);
        Assert.Equal(CommandKind.Batch, invocation.Command);
        Assert.Equal(["scans", "more.zip"], invocation.Files);
        Assert.Equal("http://host:8000/base/", invocation.Batch.Server!.ToString());
        Assert.Equal("*.tif", invocation.Batch.Pattern);
        Assert.Equal(0.4f, invocation.Threshold);
        Assert.Equal(PageSelection.All, invocation.Page);
        Assert.Equal([("defocus", 2), ("rotation", 1)], invocation.Batch.Steps.Select(step => (step.Type, step.Degree)));
        Assert.Equal(-7, invocation.Batch.Seed);
        Assert.Equal(VisualizationMode.PerImage, invocation.Batch.Visualization);
        Assert.Equal(JobPriority.Low, invocation.Batch.Priority);
        Assert.Equal(["csv", "zip"], invocation.Batch.Exports);
        Assert.Equal("out", invocation.Out);
    }

    [Fact]
    public void Parse_BatchWithMistakes_AllAreTold()
    {
        Invocation invocation = CommandLineParser.Parse(
            [
                "batch", "--server", "host:8000", "--perturb", "blur:4", "--seed", "x", "--visualization-mode", "all", "--priority", "urgent",
                "--export", "csv,xlsx", "--annotate",
            ]);

        Assert.Equal(
            [
                "--server is 'host:8000', which is no address such as http://localhost:8000.",
                "--perturb has 'blur:4', which is no TYPE:DEGREE",
                "--seed is 'x', which is not a whole number of at most 64 bits.",
                "--visualization-mode is 'all', which is none of none, per_image, summary, both.",
                "--priority is 'urgent', which is none of high, normal, low.",
                "--export has 'xlsx', which is none of csv, jsonl, zip.",
                "'--annotate' is not a switch of this command; --help lists them.",
                "batch needs at least one folder, ZIP archive or file.",
            ],
            invocation.Mistakes.Select(mistake => mistake.Split(": the types")[0]));
    }

    [Fact]
    public async Task Run_BatchWithMistakes_ExitsWith2()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Assert.Equal(2, await RodlaProgram.Create(_ => null, output, error).RunAsync(["batch"], CancellationToken.None));
        Assert.Equal("", output.ToString());
    }

    [Theory]
    [InlineData("--server http://a --out x", "zip")]
    [InlineData("--server http://a --out x --export csv", "csv")]
    [InlineData("--server http://a", "")]
    [InlineData("--out x", "")]
    public void Parse_OutOfAService_IsAnArchiveUnlessTold(string switches, string expected) =>
        Assert.Equal(expected, string.Join(',', CommandLineParser.Parse(["batch", "p", .. switches.Split(' ')]).Batch.Exports));
}
