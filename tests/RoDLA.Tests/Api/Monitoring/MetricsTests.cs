using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Monitoring;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Requests_OfEveryKind_AreCountedByRouteTemplate()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpResponseMessage detected = await server.DetectAsync();
        using HttpResponseMessage refused = await server.DetectAsync(("score_thr", "2"));
        using HttpResponseMessage missing = await server.GetAsync("/api/batch-job/job_000000000000");
        using HttpResponseMessage other = await server.GetAsync("/api/batch-job/job_000000000001");
        using HttpResponseMessage unknown = await server.GetAsync("/nothing/x");
        using HttpRequestMessage strange = new(new HttpMethod("BREW"), "/coffee");
        using HttpResponseMessage brewed = await server.Client.SendAsync(strange);

        string text = await ReadAsync(server);

        Assert.Equal(1, Value(text, """api_requests_total{method="POST",endpoint="/api/detect",status="200"}"""));
        Assert.Equal(1, Value(text, """api_requests_total{method="POST",endpoint="/api/detect",status="400"}"""));
        Assert.Equal(2, Value(text, """api_requests_total{method="GET",endpoint="/api/batch-job/{job_id}/",status="404"}"""));
        Assert.Equal(1, Value(text, """api_requests_total{method="GET",endpoint="none",status="404"}"""));
        Assert.Equal(1, Value(text, """api_requests_total{method="other",endpoint="none",status="404"}"""));
        Assert.Equal(2, Value(text, """api_request_duration_seconds_count{method="POST",endpoint="/api/detect"}"""));
        Assert.Equal(1, Value(text, """rodla_problems_total{code="validation_failed"}"""));
        Assert.Equal(4, Value(text, """rodla_problems_total{code="not_found"}"""));
    }

    [Fact]
    public async Task Jobs_AreCountedByTheStatesThatTheyEnter()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        server.Fake.Fails = page => null;
        string id = await server.SubmitAsync(3);
        using HttpResponseMessage ended = await server.GetAsync($"/api/batch-job/{id}?wait=30");

        string text = await ReadAsync(server);

        Assert.Equal(1, Value(text, """inference_jobs_total{status="queued"}"""));
        Assert.Equal(1, Value(text, """inference_jobs_total{status="processing"}"""));
        Assert.Equal(1, Value(text, """inference_jobs_total{status="completed"}"""));
        Assert.Equal(3, Value(text, """rodla_job_images_total{status="success"}"""));
        Assert.Equal(1, Value(text, "inference_duration_seconds_count"));
        Assert.Equal(0, Value(text, "active_jobs"));
        Assert.Equal(0, Value(text, """queue_length{queue="inference"}"""));
        Assert.InRange(Value(text, "active_workers"), 1, 64);
        Assert.Equal(3, Value(text, "rodla_job_image_wait_seconds_count"));
        Assert.Equal(3, Value(text, """rodla_job_events_total{kind="image_complete"}"""));
        Assert.Equal(1, Value(text, """rodla_job_events_total{kind="job_complete"}"""));
        Assert.InRange(Value(text, """rodla_connections{ports="usual"}"""), 1, 4);
        Assert.Equal(0, Value(text, "rodla_event_subscribers"));
    }

    [Fact]
    public async Task Page_ThroughTheRealModel_IsMeasured()
    {
        await using ApiServer server = await ApiServer.StartAsync(real: true);
        await server.ReadyAsync();
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));
        using HttpResponseMessage report = await server.DetectAsync(
            ApiServer.Form(page, ("generate_visualizations", "false"), ("save_json", "false")));
        int found = (await report.JsonAsync(HttpStatusCode.OK)).GetProperty("all_detections").GetArrayLength();
        using HttpResponseMessage picture = await server.DetectAsync(
            ApiServer.Form(page, ("return_image", "true"), ("save_json", "false")));

        string text = await ReadAsync(server);

        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal(2, Value(text, """model_inference_time_seconds_count{model="rodla-layout-s"}"""));
        foreach ((string stage, int least, int most) in new[]
        {
            ("queue", 0, 2), ("decode", 2, 2), ("perturb", 0, 0), ("infer", 2, 2), ("analyse", 1, 1), ("draw", 1, 2), ("encode", 1, 1),
        })
        {
            Assert.InRange(Value(text, $$"""rodla_stage_duration_seconds_count{stage="{{stage}}"}"""), least, most);
        }

        Assert.Equal(0, Value(text, "rodla_child_processes"));
        Assert.Equal(2, Value(text, """rodla_pages_total{result="ok"}"""));
        Assert.Equal(2 * found, Samples().Matches(text).Where(m => m.Groups["name"].Value == "detection_count_total")
            .Sum(m => double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(1, Value(text, "rodla_model_ready"));
    }

    [Fact]
    public async Task Document_Names_AreAllThere()
    {
        await using ApiServer server = await ApiServer.StartAsync(real: true);
        using HttpResponseMessage answered = await server.GetAsync("/health/live");

        string text = await ReadAsync(server);

        foreach (string name in new[]
        {
            "api_requests_total", "api_request_duration_seconds", "inference_jobs_total", "inference_duration_seconds",
            "model_inference_time_seconds", "uploaded_files_total", "detection_count_total", "active_workers", "queue_length",
            "active_jobs", "cpu_usage_percent", "memory_usage_bytes", "microsoft_aspnetcore_hosting_http_server_active_requests",
        })
        {
            Assert.Contains($"# TYPE {name} ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MetricsPort_AnswersMetricsAloneWithoutAKey()
    {
        int port = FreePort();
        await using ApiServer server = await ApiServer.StartAsync(new()
        {
            ["RODLA_METRICS_PORT"] = port.ToString(CultureInfo.InvariantCulture), ["RODLA_API_KEY"] = "a-key-of-the-operator",
            ["RODLA_API_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture),
        });
        using HttpClient own = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        using HttpResponseMessage metrics = await own.GetAsync(new Uri("/metrics", UriKind.Relative));
        using HttpResponseMessage others = await own.GetAsync(new Uri("/api/model-info", UriKind.Relative));
        using HttpResponseMessage usual = await server.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, usual.StatusCode);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<string> ReadAsync(ApiServer server) => server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    private static double Value(string text, string series) =>
        double.Parse(
            text.Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..],
            CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<name>[a-z_]+)\{[^}]*\} (?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Samples();
}
