using System.CommandLine;
using RoDLA.Analysis.Pipeline;
using RoDLA.Cli.Detect;
using RoDLA.Cli.Syntax;
using RoDLA.Detection;
using Xunit;

namespace RoDLA.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_Detect_ReadsFilesAndOptions()
    {
        DetectCommand syntax = new();

        DetectArguments arguments = syntax.Read(syntax.Parse(
            [
                "a.png", "--out", "answers", "--annotate", "--threshold=0.4", "--iou-threshold", "0.6", "--slices", "640x512:0.25", "--page", "all",
                "--rules", "layout", "--dpi", "72", "--orientation", "auto", "--deskew", "-1.5", "--snap", "true", "--", "-b.png",
            ]));

        Assert.Equal(["a.png", "-b.png"], arguments.Files);
        Assert.Equal("answers", arguments.Out);
        Assert.True(arguments.Annotate);
        Assert.False(arguments.Charts);
        Assert.Equal(
            new DetectionArguments
            {
                Threshold = 0.4f,
                IouThreshold = 0.6f,
                Slices = new SliceSettings(640, 512, 0.25f),
                Orientation = PageOrientation.Auto,
                Deskew = new Deskew(-1.5f),
                Snap = true,
                Rules = "layout",
            },
            arguments.Detection);
        Assert.Equal(PageSelection.All with { Dpi = 72 }, arguments.Page);
    }

    [Theory]
    [InlineData("--queue-timeout 2.5", "Detection:QueueTimeout", "00:00:02.5000000")]
    [InlineData("--model=other", "Detection:Model", "other")]
    [InlineData("--model one --model two", "Detection:Model", "two")]
    [InlineData("--urls http://*:1", "urls", "http://*:1")]
    [InlineData("--environment Development", "environment", "Development")]
    public void Parse_Setting_IsAConfigurationValue(string arguments, string key, string expected)
    {
        SettingOptions settings = new();
        Command command = new("serve");
        foreach (Option option in settings.All)
        {
            command.Options.Add(option);
        }

        Assert.Equal(expected, Assert.Single(settings.Read(command.Parse(arguments)), value => value.Key == key).Value);
    }

    [Fact]
    public void TakeKeys_KeysAmongArguments_AreTakenOut()
    {
        Dictionary<string, string?> values = [];
        List<string> mistakes = [];

        List<string> others = SettingOptions.TakeKeys(
            ["detect", "--Detection:Model", "other", "a.png", "--Kestrel:Endpoints:A:Url=http://*:1", "--out=x:y", "--", "--Api:Port"],
            values,
            mistakes);

        Assert.Equal(["detect", "a.png", "--out=x:y", "--", "--Api:Port"], others);
        Assert.Equal("other", values["Detection:Model"]);
        Assert.Equal("http://*:1", values["Kestrel:Endpoints:A:Url"]);
        Assert.Empty(mistakes);
    }

    [Theory]
    [InlineData("--Detectoin:Model", "x")]
    [InlineData("--Api:Port")]
    public async Task Run_KeyWithAMistake_IsReported(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments);

        Assert.Equal(2, run.Exit);
        Assert.Contains(arguments[0], Assert.Single(run.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ManyMistakes_AreAllReported()
    {
        ProgramRun run = await ProgramRun.OfAsync(["detect", "--annotate", "--threshold", "2", "--page", "0", "--dpi", "35", "--colour", "--model"]);

        Assert.Equal(2, run.Exit);
        Assert.Equal("", run.Output);
        Assert.Contains("--threshold is '2', which is not a number from 0 to 1.", run.Mistakes);
        Assert.Contains("--page is '0', which is neither a page number from 1 nor 'all'.", run.Mistakes);
        Assert.Contains("--dpi is '35', which is not a whole number from 36 to 600.", run.Mistakes);
        Assert.Contains("--annotate needs --out, the folder that the pictures go to.", run.Mistakes);
        Assert.Contains(run.Mistakes, mistake => mistake.Contains("'--colour'", StringComparison.Ordinal));
        Assert.Contains(run.Mistakes, mistake => mistake.Contains("'--model'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("detekt", "detect")]
    [InlineData("--api-prot", "--api-port", "serve", "--api-prot", "1")]
    [InlineData("--treshold", "--threshold", "detect", "a.png", "--treshold", "0.5")]
    public async Task Run_TypingError_IsCorrected(string mistake, string meant, params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments.Length == 0 ? [mistake] : arguments);

        Assert.Equal(2, run.Exit);
        Assert.Contains($"'{mistake}' was not matched. Did you mean one of the following?", run.Mistakes);
        Assert.Contains(meant, run.Mistakes);
    }

    [Theory]
    [InlineData("serve", "page.png")]
    [InlineData("models", "--annotate")]
    public async Task Run_WhatTheCommandDoesNotKnow_IsAMistake(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments);

        Assert.Equal(2, run.Exit);
        Assert.Contains(run.Mistakes, mistake => mistake.Contains($"'{arguments[1]}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_OfTheProgram_NamesEveryCommandAndSetting(string argument)
    {
        ProgramRun run = await ProgramRun.OfAsync([argument]);

        Assert.Equal(0, run.Exit);
        Assert.All(
            ["serve", "detect", "batch", "perturb", "perturb-dataset", "models", "openapi"],
            name => Assert.Contains($"\n  {name}", run.Output, StringComparison.Ordinal));
        Assert.All(
            RoDLA.Cli.Configuration.EnvironmentVariables.All,
            setting => Assert.Contains(setting.Variable, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_OfACommand_ListsItsOwnOptions()
    {
        ProgramRun run = await ProgramRun.OfAsync(["detect", "--help"]);

        Assert.Equal(0, run.Exit);
        Assert.Contains("--annotate", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--api-port", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggest_BeginningOfAnOption_IsCompleted()
    {
        ProgramRun run = await ProgramRun.OfAsync(["[suggest:12]", "detect --ann"]);

        Assert.Equal(0, run.Exit);
        Assert.Equal("--annotate", run.Output.Trim());
    }
}
