using System.Diagnostics;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>The program without some of the processor's instructions: results in whole numbers must be the same bytes.</summary>
public sealed class ProcessorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Perturb_InstructionsSwitchedOff_SameBytes(string variable)
    {
        using TemporaryFolder folder = new();
        string page = Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Perturbations", "reference", "quality-page.png");
        foreach (string step in new[]
        {
            "rotation:1", "rotation:3", "keystoning:2", "keystoning:3", "vibration:1", "vibration:3", "defocus:1", "defocus:3",
            "ink_holdout:2", "ink_bleeding:3",
        })
        {
            byte[] all = await PerturbAsync(folder, page, step, "all", null);
            byte[] fewer = await PerturbAsync(folder, page, step, "fewer", variable);
            Assert.True(all.AsSpan().SequenceEqual(fewer), $"{step} differs without {variable}.");
        }
    }

    private static async Task<byte[]> PerturbAsync(TemporaryFolder folder, string page, string step, string name, string? switchedOff)
    {
        string output = Path.Combine(folder.Path, name, step.Replace(':', '_'));
        ProcessStartInfo info = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
            { Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll"), "perturb", page, "--apply", step, "--seed", "3", "--out", output })
        {
            info.ArgumentList.Add(argument);
        }

        if (switchedOff is not null)
        {
            info.Environment[switchedOff] = "0";
        }

        using Process process = Process.Start(info)!;
        using CancellationTokenSource deadline = new(Patience);
        Task<string> text = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, await text);
        return await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(output, "*.png", SearchOption.AllDirectories)));
    }
}
