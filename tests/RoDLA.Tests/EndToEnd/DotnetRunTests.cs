using System.Diagnostics;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>The command of the README, typed in a folder of somebody's own.</summary>
[Collection(Alone.Name)]
public sealed class DotnetRunTests
{
    [Fact]
    public async Task Run_PathFromTheCurrentFolder_IsFoundAndTheResultLiesThere()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "scans"));
        File.Copy(Path.Combine(RepositoryRoot.Path, "samples", "invoice.png"), Path.Combine(folder.Path, "scans", "page.png"));
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        foreach (string word in (string[])
            [
                "run", "--no-build", "--configuration", Configuration, "--project", Path.Combine(RepositoryRoot.Path, "src", "RoDLA.Api"),
                "--", "perturb", "scans/page.png", "--apply", "defocus:1", "--out", "out",
            ])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(process.ExitCode == 0, $"{await output}{error}");
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(folder.Path, "out")));
    }

    // bin/Release/net10.0
    private static string Configuration =>
        new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Parent!.Name;
}
