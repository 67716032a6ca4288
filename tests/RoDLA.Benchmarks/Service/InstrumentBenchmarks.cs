using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Prometheus;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Telemetry;
using RoDLA.Api.Monitoring;
using RoDLA.Api.Ownership;
using RoDLA.Api.Usage;
using RoDLA.Cli.Configuration;

namespace RoDLA.Benchmarks.Service;

/// <summary>What each instrument costs on the hot path; without a collector of traces a span is a look at whether anyone listens.</summary>
public class InstrumentBenchmarks
{
    private readonly Counter _counter;
    private readonly Histogram _histogram;
    private readonly Histogram _labelled;
    private readonly DurationCounts _durations = new();
    private readonly StageMetrics _stages;
    private readonly PageMetrics _pages;
    private readonly RequestMetrics _requests;
    private readonly UsageMeter _usage;
    private readonly UsageMiddleware _counted;
    private readonly HttpContext _context = new DefaultHttpContext();
    private readonly IHttpResponseBodyFeature _body;
    private readonly ProcessingTimes _times = new(10, 0, 100, 2, 30, 142) { Queue = 1, Infer = 90 };
    private readonly string[] _classes = [.. Enumerable.Repeat("Text", 20)];

    public InstrumentBenchmarks()
    {
        _body = _context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        MetricFactory factory = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry());
        HistogramConfiguration buckets = new() { Buckets = Buckets.OfSteps };
        _counter = factory.CreateCounter("counter", "A counter.");
        _histogram = factory.CreateHistogram("histogram", "A histogram.", buckets);
        _labelled = factory.CreateHistogram("labelled", "A histogram.", ["method", "endpoint"], buckets);
        _stages = new StageMetrics(factory);
        _pages = new PageMetrics(factory, _stages);
        _requests = new RequestMetrics(static _ => Task.CompletedTask, factory, new RequestCounts(), TimeProvider.System);
        _usage = new UsageMeter(
            new CurrentOwner(new HttpContextAccessor(), Options.Create(new AccessOptions())), TimeProvider.System);
        _counted = new UsageMiddleware(static _ => Task.CompletedTask, _usage);
    }

    [Benchmark]
    public void CounterInc() => _counter.Inc();

    [Benchmark]
    public void HistogramObserve() => _histogram.Observe(0.02);

    [Benchmark]
    public void HistogramObserveWithLabels() => _labelled.WithLabels("GET", "/api/v1/jobs/{job_id}/status").Observe(0.02);

    [Benchmark]
    public void DurationOfTheDashboard() => _durations.Add(0.02);

    [Benchmark]
    public void StageOfAPage() => _stages.Observe(Stage.Infer, 90);

    [Benchmark]
    public void UsageOfAPage() => _usage.Observe("scanner", TimeSpan.FromMilliseconds(90));

    [Benchmark]
    public bool SpanWithoutACollector()
    {
        using Activity? span = Spans.Source.StartActivity(Spans.Page);
        return span is null;
    }

    /// <summary>All instruments of a page: six stages, a histogram by model, two counters, 20 detections by class.</summary>
    [Benchmark]
    public void AllOfAPage() => _pages.Observe("rodla-layout-s", _times, _classes);

    /// <summary>All instruments of a request: two counters, a histogram, a gauge, the dashboard.</summary>
    [Benchmark]
    public Task AllOfARequest() => _requests.InvokeAsync(_context);

    /// <summary>The count of bytes and requests of a key.</summary>
    [Benchmark]
    public Task UsageOfARequest()
    {
        // The bodies of a new request, which the last one wrapped.
        _context.Request.Body = Stream.Null;
        _context.Features.Set(_body);
        return _counted.InvokeAsync(_context);
    }
}
