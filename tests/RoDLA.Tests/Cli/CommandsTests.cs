using System.Text.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli;

public sealed class CommandsTests : IDisposable
{
    private readonly FakeDetection _fake = new();
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Detect_OneFile_PrintsItsAnswer()
    {
        int exit = await RunAsync("detect", File("a.png"), "--threshold", "0.7");

        Assert.Equal(0, exit);
        using JsonDocument answer = JsonDocument.Parse(_output.ToString());
        Assert.Equal("a.png", answer.RootElement.GetProperty("filename").GetString());
        Assert.Equal(new PageRequest("a.png", 1, new DetectionSettings(0.7f), false), Assert.Single(_fake.Requests));
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Detect_SeveralFiles_PrintsALineEach()
    {
        int exit = await RunAsync("detect", File("a.png"), File("b.png"));

        Assert.Equal(0, exit);
        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["a.png", "b.png"], lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l).GetProperty("filename").GetString()));
    }

    [Fact]
    public async Task Detect_AllPages_PrintsThemUnderPages()
    {
        _fake.PageCount = 2;

        int exit = await RunAsync("detect", File("a.pdf"), "--page", "all");

        Assert.Equal(0, exit);
        using JsonDocument answer = JsonDocument.Parse(_output.ToString());
        Assert.Equal(2, answer.RootElement.GetProperty("pages").GetArrayLength());
    }

    [Fact]
    public async Task Detect_OutAndAnnotateAndCharts_WritesFiles()
    {
        string answers = Path.Combine(_folder.Path, "answers");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "more"));

        int exit = await RunAsync("detect", File("a.png"), File("more/a.png"), "--out", answers, "--annotate", "--charts");

        Assert.Equal(0, exit);
        Assert.Equal("", _output.ToString());
        Assert.Equal(
            [
                "a-2.json", "a-2_annotated.jpg", "a-2_class_distribution.png",
                "a.json", "a_annotated.jpg", "a_class_distribution.png",
            ],
            Directory.GetFiles(answers).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("csv", 1, "a_detections.csv")]
    [InlineData("CSV", 2, "a_detections.csv")]
    [InlineData("yolo", 1, "a.txt")]
    [InlineData("yolo", 2, "a_yolo.zip")]
    [InlineData("xlsx", 1, "a.xlsx")]
    [InlineData("coco", 2, "a_instances.json")]
    public async Task Detect_Format_WritesAFileOfThePagesInPlaceOfTheAnswer(string format, int pages, string file)
    {
        _fake.PageCount = pages;
        string answers = Path.Combine(_folder.Path, "answers");

        int exit = await RunAsync("detect", File("a.pdf"), "--format", format, "--out", answers, "--page", "all");

        Assert.Equal(0, exit);
        Assert.Equal([file], Directory.GetFiles(answers).Select(f => Path.GetFileName(f)));
        Assert.Equal(pages, _fake.Requests.Count);
    }

    [Fact]
    public async Task Detect_FormatWithoutFolder_IsRefused()
    {
        Assert.Equal(2, await RunAsync("detect", File("a.png"), "--format", "csv"));
        Assert.Contains("--format needs --out", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_OneFileFails_TheOthersAreAnsweredAndTheExitCodeIs1()
    {
        _fake.Fails = page => page == 0 && _fake.Uploads.Count == 1 ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;

        int exit = await RunAsync("detect", File("a.png"), Path.Combine(_folder.Path, "missing.png"), File("b.png"));

        Assert.Equal(1, exit);
        Assert.Contains("a.png: It is torn.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("missing.png: There is no such file.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("b.png", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_TheShippedOnes_AreSound()
    {
        int exit = await RunAsync("models");

        Assert.Equal(0, exit);
        Assert.Contains("* rodla-layout-s           ok ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_ABrokenOne_IsToldAndTheExitCodeIs1()
    {
        string broken = Directory.CreateDirectory(Path.Combine(_folder.Path, "models", "broken")).FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(broken, "model.json"), "{}");

        int exit = await RunAsync("models", "--models-dir", Path.Combine(_folder.Path, "models"), "--model", "missing");

        Assert.Equal(1, exit);
        Assert.Contains("broken                   broken", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("missing                  broken", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_Always_IsPrinted()
    {
        Assert.Equal(0, await RunAsync("--version"));
        Assert.Equal("RoDLA.Api 2.1.0", _output.ToString().Trim());
    }

    [Fact]
    public async Task Run_WrongArgument_ExitCodeIs2AndNothingIsPrinted()
    {
        Assert.Equal(2, await RunAsync("detect"));
        Assert.Equal("", _output.ToString());
        Assert.Contains("at least one file", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongSetting_ExitCodeIs2AndNoStackTraceIsShown()
    {
        Assert.Equal(2, await RunAsync("--api-port", "eight", "--default-threshold", "7"));
        Assert.Contains("Api:Port", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Api:DefaultThreshold", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private string File(string name)
    {
        string path = Path.Combine(_folder.Path, name);
        System.IO.File.WriteAllBytes(path, [1, 2, 3]);
        return path;
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        ProgramContext context = new(new Dictionary<string, string>(), _output, _error)
        {
            Replace = services => ApiServer.UseFake(services, _fake),
        };
        return Program.CreateCommandLine(context).RunAsync(arguments, CancellationToken.None);
    }
}
