using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Detection;

/// <summary>
/// Memory by small files: a page takes its room before it is decoded, over every endpoint; requests are refused, jobs wait.
/// </summary>
public sealed class MemoryBudgetTests
{
    private static readonly Dictionary<string, string> Small = new()
    {
        ["RODLA_PIXEL_MEMORY_MB"] = "64",
        ["RODLA_PIXEL_QUEUE_TIMEOUT"] = "00:00:00.050",
    };

    public static TheoryData<string, string[]> Requests { get; } = new()
    {
        { "/api/detect", [] },
        { "/api/detect", ["return_image=true"] },
        { "/api/perturb", ["perturbations=[{\"type\":\"defocus\",\"degree\":1}]"] },
        { "/api/detect-with-perturbation", ["perturbations=[{\"type\":\"defocus\",\"degree\":1}]", "compare=true"] },
        { "/api/generate-perturbations", [] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Post_NoRoom_Is503WithRetryAfterAndLaterAnswered(string path, string[] fields)
    {
        await using ApiServer server = await StartAsync();
        AdmissionGate.Lease all = await TakeAllAsync(server);

        using HttpResponseMessage refused = await PostAsync(server, path, fields);

        await ProblemAssert.IsAsync(refused, HttpStatusCode.ServiceUnavailable, "server_busy");
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        all.Dispose();
        using HttpResponseMessage answered = await PostAsync(server, path, fields);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        await answered.Content.LoadIntoBufferAsync();
        (await TakeAllAsync(server)).Dispose();
    }

    [Fact]
    public async Task Batch_NoRoom_WaitsAndCompletes()
    {
        await using ApiServer server = await StartAsync();
        AdmissionGate.Lease all = await TakeAllAsync(server);
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "invoice.png"));
        using HttpResponseMessage accepted = await server.PostBatchAsync(
            BatchCalls.Form([("a.png", page), ("b.png", page)], ("visualization_mode", "none")));
        string job = (await accepted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;

        await Task.Delay(300);
        Assert.Equal("processing", (await server.GetJsonAsync($"/api/batch-job/{job}")).GetProperty("status").GetString());
        all.Dispose();

        Assert.Equal("completed", (await server.EndAsync(job)).GetProperty("status").GetString());
    }

    private static async Task<ApiServer> StartAsync()
    {
        ApiServer server = await ApiServer.StartAsync(new(Small), real: true);
        await ApiServer.EventuallyAsync(() =>
            server.App.Services.GetRequiredService<RoDLA.Detection.ILayoutDetector>().Status.State == RoDLA.Detection.DetectorState.Ready);
        return server;
    }

    private static async Task<AdmissionGate.Lease> TakeAllAsync(ApiServer server) =>
        await server.App.Services.GetRequiredService<PixelBudget>()
            .TakeAsync(new PageSize(8192, 8192), new PageDemand(RequestPriority.Batch), CancellationToken.None)
            .AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    private static async Task<HttpResponseMessage> PostAsync(ApiServer server, string path, string[] fields)
    {
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "invoice.png"));
        (string, string)[] pairs = [.. fields.Select(f => f.Split('=', 2)).Select(p => (p[0], p[1]))];
        return await server.Client.PostAsync(new Uri(path, UriKind.Relative), ApiServer.Form(page, "invoice.png", pairs));
    }
}
