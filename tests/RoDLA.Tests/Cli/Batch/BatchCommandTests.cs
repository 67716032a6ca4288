using RoDLA.Analysis.Pipeline;
using RoDLA.Cli.Batch;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Cli.Batch;

public sealed class BatchCommandTests
{
    [Fact]
    public void Parse_Batch_ReadsEveryOption()
    {
        BatchArguments arguments = Read(
            "scans", "more.zip", "--server=http://host:8000/base/", "--pattern", "*.tif", "--threshold", "0.4", "--rules", "layout", "--page", "all", "--dpi", "96",
            "--perturb", "defocus:2,rotation:1", "--seed", "-7", "--visualization-mode", "per_image", "--priority", "low", "--export", "csv,ZIP", "-o", "out");

        Assert.Equal(["scans", "more.zip"], arguments.Files);
        Assert.Equal("http://host:8000/base/", arguments.Server!.ToString());
        Assert.Equal("*.tif", arguments.Pattern);
        Assert.Equal(0.4f, arguments.Detection.Threshold);
        Assert.Equal("layout", arguments.Detection.Rules);
        Assert.Equal(PageSelection.All with { Dpi = 96 }, arguments.Page);
        Assert.Equal([("defocus", 2), ("rotation", 1)], arguments.Steps.Select(step => (step.Type, step.Degree)));
        Assert.Equal(-7, arguments.Seed);
        Assert.Equal(VisualizationMode.PerImage, arguments.Visualization);
        Assert.Equal(JobPriority.Low, arguments.Priority);
        Assert.Equal(["csv", "zip"], arguments.Exports);
        Assert.Equal("out", arguments.Out);
    }

    [Fact]
    public async Task Run_BatchWithMistakes_AllAreReported()
    {
        ProgramRun run = await ProgramRun.OfAsync(
            [
                "batch", "--server", "host:8000", "--perturb", "blur:4", "--seed", "x", "--visualization-mode", "all", "--priority", "urgent",
                "--export", "csv,docx",
            ]);

        Assert.Equal(2, run.Exit);
        Assert.Equal("", run.Output);
        Assert.Equal(
            [
                "--server is 'host:8000', which is no address such as http://localhost:8000.",
                "--perturb has 'blur:4', which is no TYPE:DEGREE",
                "--seed is 'x', which is not a whole number of at most 64 bits.",
                "--visualization-mode is 'all', which is none of none, per_image, summary, both.",
                "--priority is 'urgent', which is none of high, normal, low.",
                "--export has 'docx', which is none of json, jsonl, csv, xlsx, yolo, coco, coco_results, voc, labelstudio, pagexml, alto, hocr, markdown, html, zip.",
                "batch needs at least one folder, ZIP archive or file.",
            ],
            run.Mistakes.Select(mistake => mistake.Split(": the types")[0]).Order(StringComparer.Ordinal).OrderBy(Position));

        static int Position(string mistake) => Array.FindIndex(
            (string[])["--server", "--perturb", "--seed", "--visualization", "--priority", "--export", "batch"],
            name => mistake.StartsWith(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--server http://a --out x", "zip")]
    [InlineData("--server http://a --out x --export csv", "csv")]
    [InlineData("--server http://a", "")]
    [InlineData("--out x", "")]
    public void Parse_OutOfAService_IsAnArchiveUnlessGiven(string options, string expected) =>
        Assert.Equal(expected, string.Join(',', Read(["p", .. options.Split(' ')]).Exports));

    private static BatchArguments Read(params string[] arguments)
    {
        BatchCommand syntax = new();
        return syntax.Read(syntax.Parse(arguments));
    }
}
