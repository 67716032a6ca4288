using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Tests.Analysis.Charts;

namespace RoDLA.Benchmarks.Analysis;

/// <summary>
/// All eight charts of a page as PNG files. The baseline is matplotlib (Debian's python3-matplotlib), a child
/// process that has imported and warmed itself up before the clock starts and draws the same charts of the same page.
/// </summary>
public class ChartBenchmarks : IDisposable
{
    private readonly ChartRenderer<ChartInput> _renderer = new(PageCharts.All, NullLogger<ChartRenderer<ChartInput>>.Instance);
    private ChartInput _page = ChartPages.Single();
    private MatplotlibProcess? _matplotlib;

    /// <summary>Detections on the page, of 1, 11 and 74 classes.</summary>
    [Params(1, 47, 300)]
    public int Detections { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _page = Detections switch
        {
            1 => ChartPages.Single(),
            47 => ChartPages.Realistic(),
            _ => ChartPages.Many(Detections, 74),
        };
        _matplotlib = new MatplotlibProcess(_page);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _matplotlib?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public string Matplotlib() => _matplotlib!.Draw();

    [Benchmark]
    public IReadOnlyDictionary<string, byte[]?> Render() => _renderer.Render(_page);
}
