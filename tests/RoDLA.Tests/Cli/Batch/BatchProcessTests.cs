using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Batch;

/// <summary>The program itself, with the real model.</summary>
public sealed class BatchProcessTests
{
    private const int Pages = 60;

    [Fact]
    public async Task Batch_Terminated_CancelsAndKeepsWhatIsDoneAndLeavesNothingElse()
    {
        using TemporaryFolder folder = new();
        string scans = Directory.CreateDirectory(Path.Combine(folder.Path, "scans")).FullName;
        string outputs = Path.Combine(folder.Path, "outputs");
        for (int i = 0; i < Pages; i++)
        {
            File.Copy(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"), Path.Combine(scans, $"{i:00}.jpg"));
        }

        await using ServiceProcess process = ServiceProcess.Start(folder, "batch", scans, "--batch-concurrency", "1");
        // With the second written, the first counts. One that does not count yet is removed by the cancellation.
        for (int i = 0; i < 6000 && Results(outputs) < 2; i++)
        {
            await Task.Delay(10);
        }

        await process.TerminateAsync();
        Assert.Equal(1, await process.ExitCodeAsync());
        Assert.Contains($"of {Pages} images succeeded", process.Text, StringComparison.Ordinal);
        Assert.Contains("cancelled:", process.Text, StringComparison.Ordinal);
        Assert.StartsWith("batch_", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(outputs))), StringComparison.Ordinal);
        Assert.InRange(Results(outputs), 1, Pages - 1);
    }

    [Fact]
    public async Task Batch_ServiceIsKilledAndStartedAnew_GoesOn()
    {
        const int Images = 40;
        using TemporaryFolder folder = new();
        using BatchRunner batch = new();
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));
        string[] files = [.. Enumerable.Range(0, Images).Select(i => batch.Page($"{i:00}.jpg", page))];
        string outputs = Path.Combine(folder.Path, "outputs");
        Uri address;
        Task<int> exit;
        await using (ServiceProcess first = Serve("0"))
        {
            address = await first.AddressAsync();
            exit = batch.RunAsync([.. files, "--server", address.ToString()]);
            for (int i = 0; i < 6000 && Results(outputs) < 2; i++)
            {
                await Task.Delay(10);
            }

            await first.KillAsync();
        }

        Assert.InRange(Results(outputs), 2, Images - 1);
        Assert.False(exit.IsCompleted);
        await using ServiceProcess second = Serve($"{address.Port}");
        Assert.Equal(0, await exit);
        Assert.Equal($"completed: {Images} of {Images} images succeeded, 0 failed", batch.Sum.Split(';')[0]);
        Assert.EndsWith(".zip", Assert.Single(batch.Names), StringComparison.Ordinal);

        ServiceProcess Serve(string port) => ServiceProcess.Start(
            folder, "--api-port", port, "--log-level", "warning", "--batch-cache-mb", "0", "--batch-concurrency", "1");
    }

    private static int Results(string outputs) =>
        Directory.Exists(outputs) ? Directory.GetFiles(outputs, "results.json", SearchOption.AllDirectories).Length : 0;
}
