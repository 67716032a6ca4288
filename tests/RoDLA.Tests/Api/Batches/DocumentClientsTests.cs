using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Batches.Events;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Fetching;
using Xunit;

namespace RoDLA.Tests.Api.Batches;

/// <summary>The clients of the Batch API's document, run as they are written there.</summary>
public sealed class DocumentClientsTests
{
    /// <summary>The interpreter that Debian's packages are for.</summary>
    private const string Python = "/usr/bin/python3";

    private const string DocumentHost = "localhost:8080";
    private const string DocumentJob = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    [ToolFact("/usr/share/doc/python3-requests/copyright", "python3-requests")]
    public async Task Workflow_Python_CreatesPollsAndPrintsTheResults()
    {
        await using RawHttpServer pictures = new();
        pictures.On("/image1.jpg", BatchCalls.Pixel).On("/image2.jpg", BatchCalls.Pixel);
        await using ApiServer server = await ApiServer.StartAsync(new()
        {
            ["RODLA_FETCH_ALLOWED_HOSTS"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{pictures.Port}"),
        });

        string output = await RunAsync(server, "", [Python], "workflow.py", ("https://example.com", pictures.Url("")));

        Assert.Matches("Created batch job: job_[a-z0-9]{12}", output);
        Assert.Contains("Progress: 100.00%\nStatus: completed\n", output, StringComparison.Ordinal);
        Assert.Matches(@"- image1\.jpg: completed\n  Processed path: \S+", output);
        Assert.Matches(@"- image2\.jpg: completed\n  Processed path: \S+", output);
        Assert.Matches(@"- image3\.jpg: failed\n  Error: .*404", output);
    }

    [ToolFact("/usr/share/doc/python3-websockets/copyright", "python3-websockets")]
    public async Task WebSocket_Python_SeesEveryImageAndTheEnd()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        (string jobId, Gate gate) = await BeginAsync(server);

        Task<string> running = RunAsync(server, jobId, [Python], "watch.py");
        await OpenWhenWatchedAsync(server, gate);
        string output = await running;

        AssertWatched(output, "WebSocket connected\nProgress: 0.00%\nCompleted: 0/3\nFailed: 0\n");
    }

    [ToolFact("node", "nodejs")]
    public async Task WebSocket_JavaScript_SeesEveryImageAndTheEnd()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        (string jobId, Gate gate) = await BeginAsync(server);

        Task<string> running = RunAsync(server, jobId, ["node", "--experimental-websocket", "--no-warnings"], "watch.js");
        await OpenWhenWatchedAsync(server, gate);
        string output = await running;

        AssertWatched(output, "WebSocket connected\nProgress: 0.00%\nCompleted: 0/3\nFailed: 0\n");
        Assert.Contains("WebSocket disconnected\n", output, StringComparison.Ordinal);
    }

    [ToolFact("node", "nodejs")]
    public async Task WebSocket_LateClients_SeeTheEnd()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        (string jobId, Gate gate) = await BeginAsync(server);
        gate.Open();
        await server.EndAsync(jobId);

        string output = await RunAsync(server, jobId, ["node", "--experimental-websocket", "--no-warnings"], "watch.js");

        Assert.Contains("Progress: 100.00%\nCompleted: 2/3\nFailed: 1\nBatch job completed!\n", output, StringComparison.Ordinal);
    }

    private static void AssertWatched(string output, string beginning)
    {
        Assert.StartsWith(beginning, output, StringComparison.Ordinal);
        Assert.Contains("Image a.png completed\n", output, StringComparison.Ordinal);
        Assert.Contains("Image torn.png completed\n", output, StringComparison.Ordinal);
        Assert.Contains("Error: The picture is torn.\n", output, StringComparison.Ordinal);
        Assert.Contains("Image c.png completed\n", output, StringComparison.Ordinal);
        Assert.Contains("Progress: 100.00%\nCompleted: 2/3\nFailed: 1\nBatch job completed!\n", output, StringComparison.Ordinal);
    }

    private static async Task<(string JobId, Gate Gate)> BeginAsync(ApiServer server)
    {
        server.Fake.FailsOn = r => r.FileName == "torn.png"
            ? new ImageException(ImageFault.Undecodable, "The picture is torn.")
            : null;
        Gate gate = Gate.Before(server.Fake);
        using HttpResponseMessage created = await server.PostJsonAsync(
            new { images = new[] { "a.png", "torn.png", "c.png" }.Select(name => new { base64 = Reports.Pixel, name }) });
        JsonElement answer = await created.JsonAsync(HttpStatusCode.Created);
        return (answer.GetProperty("job_id").GetString()!, gate);
    }

    private static async Task OpenWhenWatchedAsync(ApiServer server, Gate gate)
    {
        SubscriberLimit subscribers = server.App.Services.GetRequiredService<SubscriberLimit>();
        for (int i = 0; i < 3000 && subscribers.Count == 0; i++)
        {
            await Task.Delay(10);
        }

        gate.Open();
    }

    /// <summary>Runs an example with this service's address and this job's id in place of the document's.</summary>
    private static async Task<string> RunAsync(
        ApiServer server, string jobId, string[] command, string example, params (string Old, string New)[] more)
    {
        string source = await File.ReadAllTextAsync(Path.Combine(
            RepositoryRoot.Path, "tests", "RoDLA.Tests", "Api", "Batches", "Clients", example));
        source = source.Replace(DocumentHost, server.Address.Authority, StringComparison.Ordinal).Replace(DocumentJob, jobId, StringComparison.Ordinal);
        source = more.Aggregate(source, (text, change) => text.Replace(change.Old, change.New, StringComparison.Ordinal));
        using TemporaryFolder folder = new();
        string script = Path.Combine(folder.Path, example);
        await File.WriteAllTextAsync(script, source);

        using Process process = new() { StartInfo = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        foreach (string argument in command.Skip(1).Append(script))
        {
            process.StartInfo.ArgumentList.Add(argument);
        }

        process.StartInfo.Environment["PYTHONUNBUFFERED"] = "1";
        process.StartInfo.Environment["NO_PROXY"] = "*";
        process.Start();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(120));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"{example} ended with {process.ExitCode}:\n{await output}\n{await error}");
            return await output + await error;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
