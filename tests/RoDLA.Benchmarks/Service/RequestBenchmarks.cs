using System.Net.Http.Headers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Pipeline;
using RoDLA.Benchmarks.Requests;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Imaging;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// A whole request over HTTP on loopback, page of 1653 × 2339 pixels as JPEG, and its parts. Baseline: the bare session run.
/// </summary>
public class RequestBenchmarks
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private BareRun _bare = null!;
    private byte[] _page = [];
    private IPageReader _reader = null!;
    private IPagePipeline _pipeline = null!;
    private OpenDocument _document = null!;

    // Not async: the in-process toolchain does not wait for a task here.
    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Cleanup() => CleanupAsync().GetAwaiter().GetResult();

    private async Task SetupAsync()
    {
        _page = await File.ReadAllBytesAsync(Repository.Sample("article.jpg"));
        Dictionary<string, string> settings = new() { ["RODLA_API_PORT"] = "0", ["RODLA_LOG_LEVEL"] = "error" };
        ProgramContext context = new(settings, TextWriter.Null, TextWriter.Null);
        _app = RoDLA.Api.Server.Create(context, new Dictionary<string, string?>());
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        ILayoutDetector detector = _app.Services.GetRequiredService<ILayoutDetector>();
        await detector.WhenReadyAsync(CancellationToken.None);

        _reader = _app.Services.GetRequiredService<IPageReader>();
        _pipeline = _app.Services.GetRequiredService<IPagePipeline>();
        _document = await _reader.OpenAsync(DocumentSource.FromMemory(_page), CancellationToken.None);

        _bare = new BareRun(_app.Services.GetRequiredService<ModelRepository>().Open(detector.Model.Name));
    }

    [Benchmark(Baseline = true)]
    public void SessionRun() => _bare.Run();

    [Benchmark]
    public async Task Decode()
    {
        using PageImage page = await _document.ReadPageAsync(1, default, CancellationToken.None);
    }

    [Benchmark]
    public Task<PageReport> Pipeline_WithoutCharts() => _pipeline.AnalyzeAsync(
        _document, new PageRequest("article.jpg", 1, new DetectionSettings(0.3f), Visualize: false), CancellationToken.None);

    [Benchmark]
    public Task<PageReport> Pipeline_WithCharts() => _pipeline.AnalyzeAsync(
        _document, new PageRequest("article.jpg", 1, new DetectionSettings(0.3f), Visualize: true), CancellationToken.None);

    [Benchmark]
    public Task<long> Request_WithoutCharts() => SendAsync("false");

    [Benchmark]
    public Task<long> Request_WithCharts() => SendAsync("true");

    private async Task CleanupAsync()
    {
        _client.Dispose();
        _bare.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<long> SendAsync(string charts)
    {
        using ByteArrayContent file = new(_page) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using MultipartFormDataContent form = new()
        {
            { file, "file", "article.jpg" },
            { new StringContent("false"), "save_json" },
            { new StringContent(charts), "generate_visualizations" },
        };
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/api/detect", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using JsonDocument answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        return answer.RootElement.GetProperty("all_detections").GetArrayLength();
    }
}
