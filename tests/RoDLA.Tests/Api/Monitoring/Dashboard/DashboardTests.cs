using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Monitoring;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Monitoring.Dashboard;

public sealed class DashboardTests
{
    private static readonly string[] Series =
    [
        "requests_per_second", "p50_ms", "p95_ms", "p99_ms", "error_percent", "images_per_minute", "inference_seconds", "jobs_ended",
        "jobs_active", "jobs_queued", "images_queued", "workers_busy", "cpu_percent", "memory_bytes", "pixel_bytes", "disk_free_bytes",
        "gpu_percent", "gpu_memory_bytes",
    ];

    [Fact]
    public async Task Dashboard_WithAJobInWork_ShowsItsProgressQueueAndWorkers()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        server.Fake.Work = async token => await gate.Task.WaitAsync(token);
        string id = await server.SubmitAsync(3);
        await ApiServer.EventuallyAsync(() => !server.Fake.Requests.IsEmpty);

        JsonElement now = await ReadAsync(server);
        gate.SetResult();
        using HttpResponseMessage ended = await server.GetAsync($"/api/batch-job/{id}?wait=60");
        JsonElement after = await ReadAsync(server);

        JsonElement job = Assert.Single(now.GetProperty("jobs").GetProperty("current").EnumerateArray());
        Assert.Equal(id, job.GetProperty("job_id").GetString());
        Assert.Equal(3, job.GetProperty("progress").GetProperty("total_images").GetInt32());
        Assert.Equal(1, now.GetProperty("jobs").GetProperty("active").GetInt32());
        Assert.Equal(3, now.GetProperty("queue").GetProperty("images").GetInt32());
        int workers = now.GetProperty("workers").GetProperty("active").GetInt32();
        Assert.InRange(now.GetProperty("workers").GetProperty("busy").GetInt32(), 1, workers);
        Assert.Equal("ready", now.GetProperty("model").GetProperty("status").GetString());
        Assert.Empty(after.GetProperty("jobs").GetProperty("current").EnumerateArray());
        Assert.Equal(1, after.GetProperty("jobs").GetProperty("ended").GetInt32());
    }

    [Fact]
    public async Task Dashboard_AfterRequests_HasRatesPercentilesAndErrors()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Fails = page => page == 0 ? new InvalidOperationException() : null;
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage answered = await server.GetAsync("/health/live");
        }

        using HttpResponseMessage failed = await server.DetectAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);

        JsonElement requests = (await ReadAsync(server)).GetProperty("requests");

        Assert.Equal(25, requests.GetProperty("error_percent").GetDouble());
        Assert.True(requests.GetProperty("per_second").GetDouble() > 0);
        double p50 = requests.GetProperty("p50_ms").GetDouble();
        Assert.InRange(p50, 0.01, 60_000);
        Assert.InRange(requests.GetProperty("p95_ms").GetDouble(), p50, 60_000);
    }

    [Fact]
    public async Task Dashboard_History_HasAValueOfEveryMetricForEachSample()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        ServiceSampler sampler = server.App.Services.GetRequiredService<ServiceSampler>();
        using HttpResponseMessage detected = await server.DetectAsync();
        sampler.Sample();
        sampler.Sample();

        JsonElement history = (await ReadAsync(server)).GetProperty("history");

        Assert.Equal(15, history.GetProperty("interval_seconds").GetDouble());
        Assert.Equal(2, history.GetProperty("times").GetArrayLength());
        Assert.Equal(Series, history.GetProperty("series").EnumerateObject().Select(series => series.Name));
        Assert.All(history.GetProperty("series").EnumerateObject(), series => Assert.Equal(2, series.Value.GetArrayLength()));
        Assert.True(history.GetProperty("series").GetProperty("requests_per_second")[0].GetDouble() > 0);
        Assert.Equal(0, history.GetProperty("series").GetProperty("requests_per_second")[1].GetDouble());
        Assert.Equal(JsonValueKind.Null, history.GetProperty("series").GetProperty("p95_ms")[1].ValueKind);
    }

    [Fact]
    public async Task Dashboard_ForAKeyThatMayOnlyRead_CountsAllJobsAndShowsNoneOfOthers()
    {
        using TemporaryFolder folder = new();
        OwnKeys keys = new(folder);
        string submitter = await keys.AddAsync("submitter", RoDLA.Cli.Keys.AccessRole.Submit);
        string reader = await keys.AddAsync("reader", RoDLA.Cli.Keys.AccessRole.Read);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEYS_FILE"] = keys.File });
        server.Fake.Work = async token => await gate.Task.WaitAsync(token);
        server.Client.DefaultRequestHeaders.Add("X-API-Key", submitter);
        await server.SubmitAsync(2);
        await ApiServer.EventuallyAsync(() => !server.Fake.Requests.IsEmpty);
        server.Client.DefaultRequestHeaders.Remove("X-API-Key");
        server.Client.DefaultRequestHeaders.Add("X-API-Key", reader);

        JsonElement jobs = (await ReadAsync(server)).GetProperty("jobs");
        string metrics = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        gate.SetResult();

        Assert.Equal(1, jobs.GetProperty("active").GetInt32());
        Assert.Empty(jobs.GetProperty("current").EnumerateArray());
        Assert.Contains("\nactive_jobs 1\n", metrics, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReadAsync(ApiServer server)
    {
        using HttpResponseMessage response = await server.GetAsync("/api/v1/monitoring/dashboard");
        JsonElement answer = await response.JsonAsync(HttpStatusCode.OK);
        Assert.Equal("success", answer.GetProperty("status").GetString());
        return answer.GetProperty("data");
    }
}
