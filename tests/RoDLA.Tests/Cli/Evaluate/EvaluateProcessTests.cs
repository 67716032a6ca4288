using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Evaluate;

/// <summary>The command itself, with the real model.</summary>
public sealed class EvaluateProcessTests
{
    private static readonly string[] Reports = ["report.json", "report.csv", "report.md", "report.html", "heatmap.svg"];

    [Fact]
    public async Task Evaluate_KilledAndStartedAgain_WritesTheBytesOfAnUnbrokenRun()
    {
        using TemporaryFolder folder = new();
        string pages = Directory.CreateDirectory(Path.Combine(folder.Path, "pages")).FullName;
        foreach (string sample in (string[])["article.jpg", "invoice.png"])
        {
            File.Copy(Path.Combine(RepositoryRoot.Path, "samples", sample), Path.Combine(pages, sample));
        }

        string broken = Path.Combine(folder.Path, "broken");
        await using (ServiceProcess killed = Start(broken))
        {
            for (int i = 0; i < 6000 && Cells(broken) < 3; i++)
            {
                await Task.Delay(10);
            }

            await killed.KillAsync();
        }

        int done = Cells(broken);
        Assert.InRange(done, 3, 13);
        Assert.False(File.Exists(Path.Combine(broken, "report.json")));
        string whole = Path.Combine(folder.Path, "whole");
        await using ServiceProcess resumed = Start(broken);
        Assert.Equal(0, await resumed.ExitCodeAsync());
        await using ServiceProcess unbroken = Start(whole);
        Assert.Equal(0, await unbroken.ExitCodeAsync());
        Assert.All(
            Reports, name => Assert.Equal(File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(broken, name))));

        ServiceProcess Start(string target) => ServiceProcess.Start(
            folder, "evaluate", "--images", pages, "--out", target, "--perturb", "defocus,rotation", "--name", "two pages");
    }

    /// <summary>Lines in the journals of the pages.</summary>
    private static int Cells(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).Sum(file => Lines(file))
        : 0;

    private static int Lines(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Count(c => c == '\n');
    }
}
