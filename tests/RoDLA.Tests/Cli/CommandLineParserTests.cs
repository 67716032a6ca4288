using RoDLA.Cli;
using RoDLA.Analysis.Pipeline;
using Xunit;

namespace RoDLA.Tests.Cli;

public sealed class CommandLineParserTests
{
    [Fact]
    public void Parse_Nothing_Serves()
    {
        Invocation invocation = CommandLineParser.Parse([]);

        Assert.Equal(CommandKind.Serve, invocation.Command);
        Assert.Empty(invocation.Mistakes);
    }

    [Fact]
    public void Parse_Detect_ReadsFilesAndSwitches()
    {
        Invocation invocation = CommandLineParser.Parse(
            ["detect", "a.png", "--out", "answers", "--annotate", "--threshold=0.4", "--page", "all", "--model", "other", "--", "-b.png"]);

        Assert.Empty(invocation.Mistakes);
        Assert.Equal(["a.png", "-b.png"], invocation.Files);
        Assert.Equal("answers", invocation.Out);
        Assert.True(invocation.Annotate);
        Assert.Equal(0.4f, invocation.Threshold);
        Assert.Equal(PageSelection.All, invocation.Page);
        Assert.Equal("other", invocation.Settings["Detection:Model"]);
    }

    [Fact]
    public void Parse_SwitchInSeconds_IsADuration() =>
        Assert.Equal("00:00:02.5000000", CommandLineParser.Parse(["--queue-timeout", "2.5"]).Settings["Detection:QueueTimeout"]);

    [Fact]
    public void Parse_ManyMistakes_AllAreTold()
    {
        Invocation invocation = CommandLineParser.Parse(["detect", "--annotate", "--threshold", "2", "--page", "0", "--colour", "--model"]);

        Assert.Equal(6, invocation.Mistakes.Count);
    }

    [Theory]
    [InlineData("detekt")]
    [InlineData("serve", "page.png")]
    [InlineData("models", "--annotate")]
    public void Parse_WhatTheCommandDoesNotKnow_IsAMistake(params string[] arguments) =>
        Assert.Single(CommandLineParser.Parse(arguments).Mistakes);

    [Theory]
    [InlineData("--help", CommandKind.Help)]
    [InlineData("-h", CommandKind.Help)]
    [InlineData("--version", CommandKind.Version)]
    internal void Parse_Question_IsAnswered(string argument, CommandKind expected) =>
        Assert.Equal(expected, CommandLineParser.Parse([argument]).Command);
}
