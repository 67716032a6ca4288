using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;
using Xunit.Abstractions;

namespace RoDLA.Tests.Api.Monitoring;

/// <summary>Debian's Prometheus reads the metrics, and answers every query of the dashboard and of the alerts.</summary>
public sealed class PrometheusTests(ITestOutputHelper output)
{
    private static readonly string[] DocumentQueries =
    [
        "rate(api_requests_total[5m])", "inference_jobs_total", "queue_length{queue=\"inference\"}", "active_workers",
        "histogram_quantile(0.95, rate(inference_duration_seconds_bucket[5m]))", "rate(inference_jobs_total{status=\"failed\"}[5m])",
    ];

    [ToolFact("promtool", "prometheus")]
    public async Task Metrics_PromtoolCheck_IsClean()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpResponseMessage detected = await server.DetectAsync();
        string metrics = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        (int exit, string text) = await RunAsync("promtool", ["check", "metrics"], metrics);

        output.WriteLine(text);
        Assert.Equal(0, exit);
    }

    [ToolFact("promtool", "prometheus")]
    public async Task Alerts_Tests_FireAndResolve()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "deploy", "prometheus");
        string tests = await File.ReadAllTextAsync(Path.Combine(folder, "alerts_test.yml"));
        string[] alerts = [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "alerts.yml")))
            .Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1])];

        (int exit, string text) = await RunAsync("promtool", ["test", "rules", Path.Combine(folder, "alerts_test.yml")]);

        Assert.True(exit == 0, text);
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"alertname: {alert}\n", tests, StringComparison.Ordinal));
    }

    [ToolFact("prometheus", "prometheus")]
    public async Task Prometheus_QueriesOfTheDashboard_ReturnData()
    {
        await using ApiServer server = await ApiServer.StartAsync(real: true);
        using TemporaryFolder folder = new();
        int port = FreePort();
        string configuration = Path.Combine(folder.Path, "prometheus.yml");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["{{Path.Combine(RepositoryRoot.Path, "deploy", "prometheus", "alerts.yml")}}"]
            scrape_configs: [{job_name: inference_api, static_configs: [{targets: ["{{server.Address.Authority}}"]}]}]
            """);
        using Process prometheus = Start(
            "prometheus",
            [
                $"--config.file={configuration}", $"--storage.tsdb.path={folder.Path}",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            ]);
        try
        {
            string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
            using HttpClient client = new() { BaseAddress = new Uri(address) };
            string[] queries = [.. Dashboard().Concat(DocumentQueries)];
            Stopwatch waited = Stopwatch.StartNew();
            string[] empty = queries;
            while (empty.Length > 0 && waited.Elapsed < TimeSpan.FromSeconds(90))
            {
                await MakeTrafficAsync(server);
                await Task.Delay(500);
                empty = await EmptyAsync(client, empty);
            }

            Assert.Empty(empty);
        }
        finally
        {
            prometheus.Kill(entireProcessTree: true);
            await prometheus.WaitForExitAsync();
        }
    }

    /// <summary>Every kind of what the panels show: answers, refusals and jobs.</summary>
    private static async Task MakeTrafficAsync(ApiServer server)
    {
        byte[] page = await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));
        using MultipartFormDataContent form = ApiServer.Form(page, ("generate_visualizations", "true"), ("save_json", "false"));
        using HttpResponseMessage detected = await server.DetectAsync(form);
        using HttpResponseMessage refused = await server.DetectAsync(("score_thr", "2"));
        using HttpResponseMessage job = await server.PostBatchAsync(BatchCalls.Form([("page.jpg", page)]));
    }

    private static IEnumerable<string> Dashboard()
    {
        string path = Path.Combine(RepositoryRoot.Path, "deploy", "grafana", "dashboard.json");
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
               from target in panel.GetProperty("targets").EnumerateArray()
               select target.GetProperty("expr").GetString()!,
        ];
    }

    private static async Task<string[]> EmptyAsync(HttpClient client, string[] queries)
    {
        List<string> empty = [];
        foreach (string query in queries)
        {
            if (!await HasDataAsync(client, query))
            {
                empty.Add(query);
            }
        }

        return [.. empty];
    }

    private static async Task<bool> HasDataAsync(HttpClient client, string query)
    {
        try
        {
            JsonElement answer = await client.GetFromJsonAsync<JsonElement>(
                new Uri("/api/v1/query?query=" + Uri.EscapeDataString(query), UriKind.Relative));
            return answer.GetProperty("data").GetProperty("result").EnumerateArray()
                .Any(series => series.GetProperty("value")[1].GetString() != "NaN");
        }
        catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable)
        {
            return false; // It is starting.
        }
    }

    private static async Task<(int Exit, string Text)> RunAsync(string program, string[] arguments, string input = "")
    {
        using Process process = Start(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        string text = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }

    private static Process Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        if (program == "prometheus")
        {
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
        }

        return process;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
