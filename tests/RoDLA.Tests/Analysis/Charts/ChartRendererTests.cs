using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Analysis.Charts;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class ChartRendererTests
{
    private static readonly string[] Documented =
    [
        "class_distribution", "confidence_distribution", "spatial_heatmap", "confidence_by_class",
        "area_vs_confidence", "quadrant_distribution", "size_distribution", "top_classes_confidence",
    ];

    private readonly ChartRenderer _renderer = new(NullLogger<ChartRenderer>.Instance);

    [Fact]
    public void Names_Always_AreTheDocumentsInItsOrder() => Assert.Equal(Documented, ChartRenderer.Names);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(74, 74)]
    [InlineData(300, 74)]
    public void Render_AnyCounts_GivesEightPngFilesInOrder(int detections, int classes)
    {
        IReadOnlyDictionary<string, byte[]?> charts = _renderer.RenderPng(ChartPages.Many(detections, classes));
        Assert.Equal(Documented, charts.Keys);
        Assert.All(charts.Values, png =>
        {
            Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png![..8]);
            Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), 500, 2400);
        });
    }

    [Fact]
    public void Render_DocumentedSizes_AreKept()
    {
        IReadOnlyDictionary<string, byte[]?> charts = _renderer.RenderPng(ChartPages.Realistic());
        (int Width, int Height) Size(string name) => (
            BinaryPrimitives.ReadInt32BigEndian(charts[name].AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(charts[name].AsSpan(20)));
        Assert.Equal((1200, 600), Size("class_distribution"));
        Assert.Equal((1000, 600), Size("confidence_distribution"));
        Assert.Equal(800, Size("spatial_heatmap").Height);
        Assert.Equal((1200, 600), Size("confidence_by_class"));
        Assert.Equal((1000, 600), Size("area_vs_confidence"));
        Assert.Equal((800, 800), Size("quadrant_distribution"));
        Assert.Equal((1000, 600), Size("size_distribution"));
        Assert.Equal(1200, Size("top_classes_confidence").Width);
    }

    [Fact]
    public void Render_SamePageTwice_GivesTheSameBytes()
    {
        Assert.Equal(_renderer.RenderPng(ChartPages.Realistic()), _renderer.RenderPng(ChartPages.Realistic()));
    }

    [Fact]
    public void Render_NothingDetected_IsEmpty() => Assert.Empty(_renderer.RenderPng(ChartPages.Input([])));

    [Fact]
    public void Render_OneChartThrows_IsNullAndLoggedAndTheOthersAreDrawn()
    {
        WarningLog log = new();
        IChart[] charts = [ChartCatalog.All[0], new BrokenChart(), ChartCatalog.All[1]];
        ChartRenderer renderer = new(charts, _ => [1, 2, 3], log);
        IReadOnlyDictionary<string, byte[]?> rendered = renderer.RenderPng(ChartPages.Single());
        Assert.Equal(["class_distribution", "broken", "confidence_distribution"], rendered.Keys);
        Assert.Equal([[1, 2, 3], null, [1, 2, 3]], rendered.Values);
        (LogLevel level, string message, Exception? exception) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("broken", message, StringComparison.Ordinal);
        Assert.IsType<InvalidTimeZoneException>(exception);
    }

    [Fact]
    public void Render_RasteriserThrowsForOne_OnlyThatOneIsNull()
    {
        ChartRenderer renderer = new(
            ChartCatalog.All,
            svg => svg.Contains("quadrant_distribution-title", StringComparison.Ordinal) ? throw new ArgumentException("no") : [1],
            NullLogger<ChartRenderer>.Instance);
        Assert.Equal("quadrant_distribution", Assert.Single(renderer.RenderPng(ChartPages.Single()), chart => chart.Value is null).Key);
    }

    [Fact]
    public void Render_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _renderer.RenderPng(ChartPages.Single(), source.Token));
    }

    [Fact]
    public async Task Render_ManyAtOnce_GivesTheBytesOfOneAlone()
    {
        ChartInput page = ChartPages.Realistic();
        IReadOnlyDictionary<string, byte[]?> alone = _renderer.RenderPng(page);
        IReadOnlyDictionary<string, byte[]?>[] together = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _renderer.RenderPng(page))));
        Assert.All(together, charts => Assert.Equal(alone, charts));
    }

    [Fact]
    public void RenderSvg_Name_IsThatChartOrNull()
    {
        Assert.All(
            Documented, name => Assert.Contains($"{name}-title", _renderer.RenderSvg(name, ChartPages.Single()), StringComparison.Ordinal));
        Assert.Null(_renderer.RenderSvg("nothing_of_the_sort", ChartPages.Single()));
        Assert.Null(_renderer.RenderSvg(Documented[0], ChartPages.Input([])));
    }

    private sealed class BrokenChart : IChart
    {
        public string Name => "broken";

        public string Draw(ChartInput input) => throw new InvalidTimeZoneException("A chart broke.");
    }

    private sealed class WarningLog : ILogger<ChartRenderer>
    {
        public ConcurrentQueue<(LogLevel Level, string Message, Exception? Exception)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Enqueue((logLevel, formatter(state, exception), exception));
    }
}
