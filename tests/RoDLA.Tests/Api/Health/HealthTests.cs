using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Detection;
using RoDLA.Jobs.Engine;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_ModelIsReady_NamesEveryComponent()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        (HttpStatusCode status, JsonElement health) = await GetAsync(server, "/health");

        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement components = health.GetProperty("components");
        Assert.Equal(["model", "gpu", "perturbations", "disk", "memory", "jobs", "rules"], components.EnumerateObject().Select(c => c.Name));
        Assert.True(components.GetProperty("model").GetProperty("loaded").GetBoolean());
        Assert.False(components.GetProperty("gpu").GetProperty("available").GetBoolean());
        Assert.Equal(0, components.GetProperty("gpu").GetProperty("device_count").GetInt32());
        Assert.Equal("N/A", components.GetProperty("gpu").GetProperty("memory_allocated").GetString());
        Assert.True(components.GetProperty("perturbations").GetProperty("dependencies_loaded").GetBoolean());
        Assert.InRange(components.GetProperty("disk").GetProperty("usage_percent").GetDouble(), 0, 100);
        Assert.True(components.GetProperty("memory").GetProperty("process_mb").GetDouble() > 1);
        Assert.True(health.GetProperty("uptime_seconds").GetDouble() >= 0);
    }

    [Theory]
    [InlineData(DetectorState.Ready, HttpStatusCode.OK, "healthy", "ok")]
    [InlineData(DetectorState.Loading, HttpStatusCode.OK, "degraded", "warning")]
    [InlineData(DetectorState.Failed, HttpStatusCode.ServiceUnavailable, "unhealthy", "error")]
    public async Task Health_ModelState_DecidesTheStatus(DetectorState state, HttpStatusCode expected, string overall, string model)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Status = new DetectorStatus(state, null, "why");

        (HttpStatusCode status, JsonElement health) = await GetAsync(server, "/health");

        Assert.Equal(expected, status);
        Assert.Equal(model, health.GetProperty("components").GetProperty("model").GetProperty("status").GetString());
        string disk = health.GetProperty("components").GetProperty("disk").GetProperty("status").GetString()!;
        Assert.Equal(overall == "healthy" && disk == "warning" ? "degraded" : overall, health.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Health_CudaWasAskedForAndIsNotUsed_IsDegraded()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_EXECUTION_PROVIDER"] = "cuda" });
        server.Fake.Status = new DetectorStatus(DetectorState.Ready, "CPUExecutionProvider", "No device was found.");

        (_, JsonElement health) = await GetAsync(server, "/health");

        Assert.Equal("degraded", health.GetProperty("status").GetString());
        JsonElement gpu = health.GetProperty("components").GetProperty("gpu");
        Assert.Equal("warning", gpu.GetProperty("status").GetString());
        Assert.Equal("No device was found.", gpu.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Ready_ModelIsReady_Is200()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        (HttpStatusCode status, JsonElement answer) = await GetAsync(server, "/health/ready");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", answer.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(DetectorState.Loading)]
    [InlineData(DetectorState.Failed)]
    public async Task Ready_ModelIsNot_Is503AndLiveIs200(DetectorState state)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.Status = new DetectorStatus(state, null, "why");

        using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        (HttpStatusCode live, _) = await GetAsync(server, "/health/live");

        await ProblemAssert.IsAsync(ready, HttpStatusCode.ServiceUnavailable, "not_ready");
        Assert.NotNull(ready.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, live);
    }

    [Fact]
    public async Task ModelInfo_Always_HasTheDocumentedKeys()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        (HttpStatusCode status, JsonElement info) = await GetAsync(server, "/api/model-info");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            [
                "model_name", "paper", "num_classes", "classes", "backbone", "detection_framework", "dataset",
                "max_detections_per_image", "state_of_the_art_performance",
            ],
            info.EnumerateObject().Take(9).Select(p => p.Name));
        Assert.Equal(2, info.GetProperty("num_classes").GetInt32());
        Assert.Equal(70, info.GetProperty("state_of_the_art_performance").GetProperty("clean_mAP").GetDouble());
        Assert.Equal("ready", info.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK, "warning")]
    [InlineData(true, HttpStatusCode.ServiceUnavailable, "error")]
    public async Task HealthAndReady_JobsAreNotTaken_SaySo(bool failed, HttpStatusCode expected, string component)
    {
        await using ApiServer server = await ApiServer.StartAsync(
            replace: services => services.AddSingleton<IJobHealth>(new NotReady("The service is loading its stored jobs.", failed)));

        (HttpStatusCode status, JsonElement health) = await GetAsync(server, "/health");
        using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(expected, status);
        JsonElement jobs = health.GetProperty("components").GetProperty("jobs");
        Assert.Equal(component, jobs.GetProperty("status").GetString());
        Assert.False(jobs.GetProperty("ready").GetBoolean());
        JsonElement problem = await ProblemAssert.IsAsync(ready, HttpStatusCode.ServiceUnavailable, "not_ready");
        Assert.Equal("The service is loading its stored jobs.", problem.GetProperty("detail").GetString());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(ApiServer server, string path)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await ApiServer.JsonAsync(response));
    }

    private sealed record NotReady(string? WhyNotReady, bool HasFailed) : IJobHealth
    {
        public bool IsStarting => !HasFailed;

        public int Workers => 0;

        public Task WhenStarted => Task.CompletedTask;
    }
}
