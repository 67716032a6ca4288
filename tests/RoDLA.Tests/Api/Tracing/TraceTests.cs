using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Tracing;

/// <summary>Traces of the service, as a collector in this process gets them.</summary>
public sealed class TraceTests
{
    private const string ClientTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Detection_IsATraceOfTheClientWithASpanForEachStage()
    {
        await using TraceCollector collector = await TraceCollector.StartAsync();
        using TemporaryFolder folder = new();
        string log = Path.Combine(folder.Path, "log.json");
        await using (ApiServer server = await StartAsync(collector, ("RODLA_LOG_FILE", log), ("RODLA_LOG_LEVEL", "information")))
        {
            await server.ReadyAsync();
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = Page() };
            request.Headers.Add("X-Request-Id", "my-request");
            request.Headers.Add("traceparent", $"00-{ClientTrace}-00f067aa0ba902b7-01");
            using HttpResponseMessage response = await server.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Flush(server);
        }

        ReceivedSpan[] spans = [.. collector.Spans.Where(span => span.TraceId == ClientTrace)];
        ReceivedSpan root = spans.Single(span => span.ParentId == "00f067aa0ba902b7");
        Assert.Equal("my-request", root.Attributes["rodla.request_id"]);
        Assert.Equal("/api/detect", root.Attributes["http.route"]);
        ReceivedSpan page = spans.Single(span => span.ParentId == root.SpanId);
        Assert.Equal(("page", "rodla-layout-s"), (page.Name, page.Attributes["rodla.model"]));
        ReceivedSpan[] stages = [.. spans.Where(span => span.ParentId == page.SpanId)];
        Assert.Superset(new HashSet<string> { "decode", "infer", "analyse", "draw" }, stages.Select(stage => stage.Name).ToHashSet());
        Assert.All(stages, stage => Assert.InRange(stage.End, stage.Start, page.End + 20_000_000)); // Times are rounded to 0.01 ms.
        Assert.DoesNotContain(collector.Spans, span => span.Attributes.GetValueOrDefault("url.path") == "/health/ready");

        string logged = await File.ReadAllTextAsync(Directory.GetFiles(folder.Path, "log*.json").Single());
        JsonElement line = logged.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => JsonDocument.Parse(text).RootElement)
            .Single(json => json.TryGetProperty("RequestId", out JsonElement id) && id.GetString() == "my-request");
        Assert.Equal(ClientTrace, line.GetProperty("@tr").GetString());
    }

    [Fact]
    public async Task JobImage_IsATraceOfItsOwnLinkedToTheRequestThatMadeTheJob()
    {
        await using TraceCollector collector = await TraceCollector.StartAsync();
        string id;
        await using (ApiServer server = await StartAsync(collector))
        {
            await server.ReadyAsync();
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect-batch")
            {
                Content = BatchCalls.Form([("article.jpg", Article())]),
            };
            request.Headers.Add("traceparent", $"00-{ClientTrace}-00f067aa0ba902b7-01");
            using HttpResponseMessage posted = await server.Client.SendAsync(request);
            id = (await posted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
            using HttpResponseMessage ended = await server.GetAsync($"/api/batch-job/{id}?wait=60");
            Assert.Equal("completed", (await ended.JsonAsync(HttpStatusCode.OK)).GetProperty("status").GetString());
            await ApiServer.EventuallyAsync(() =>
            {
                Flush(server);
                return collector.Spans.Any(span => span.Name == "job image");
            });
        }

        ReceivedSpan image = Assert.Single(collector.Spans, span => span.Attributes.GetValueOrDefault("rodla.job_id") == id);
        Assert.Equal([ClientTrace], image.Links);
        Assert.NotEqual(ClientTrace, image.TraceId);
        Assert.Equal(("0", "1", "succeed"), (image.Attributes["rodla.image"], image.Attributes["rodla.attempt"], image.Attributes["rodla.result"]));
        ReceivedSpan page = Assert.Single(collector.Spans, span => span.ParentId == image.SpanId);
        Assert.Equal("page", page.Name);
        Assert.Contains(collector.Spans, span => span.ParentId == page.SpanId && span.Name == "infer");
    }

    [Fact]
    public async Task Service_WithoutACollector_LoadsNothingOfOpenTelemetry()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Only there a process lists what it has loaded.
        }

        using TemporaryFolder folder = new();
        await using ServiceProcess service = ServiceProcess.Start(folder);
        using HttpClient client = new() { BaseAddress = await service.AddressAsync() };
        using HttpResponseMessage live = await client.GetAsync(new Uri("/health/live", UriKind.Relative));

        string loaded = await File.ReadAllTextAsync($"/proc/{service.Id}/maps");

        Assert.Contains("RoDLA.Api.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    private static Task<ApiServer> StartAsync(TraceCollector collector, params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> all = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        all["RODLA_OTLP_ENDPOINT"] = collector.Address;
        all["RODLA_OTLP_PROTOCOL"] = "http";
        return ApiServer.StartAsync(all, real: true);
    }

    private static void Flush(ApiServer server) => Assert.True(server.App.Services.GetRequiredService<TracerProvider>().ForceFlush());

    private static byte[] Article() => File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));

    private static MultipartFormDataContent Page() => ApiServer.Form(Article(), ("save_json", "false"));
}
