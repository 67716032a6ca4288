using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Batch;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Tests.Analysis.Charts.Batch;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class ChartRendererTests
{
    private static readonly string[] Documented =
    [
        "class_distribution", "confidence_distribution", "spatial_heatmap", "confidence_by_class",
        "area_vs_confidence", "quadrant_distribution", "size_distribution", "top_classes_confidence",
    ];

    private readonly ChartRenderer<ChartInput> _renderer = new(PageCharts.All, NullLogger<ChartRenderer<ChartInput>>.Instance);

    [Fact]
    public void Render_SomeNames_DrawsThoseInTheOrderOfTheAnswer()
    {
        IReadOnlyDictionary<string, byte[]?> all = _renderer.Render(ChartPages.Realistic());

        IReadOnlyDictionary<string, byte[]?> some =
            _renderer.Render(ChartPages.Realistic(), ["size_distribution", "class_distribution"], CancellationToken.None);

        Assert.Equal(["class_distribution", "size_distribution"], some.Keys);
        Assert.All(some, chart => Assert.Equal(all[chart.Key], chart.Value));
    }

    [Fact]
    public void Names_Always_AreTheDocumentsInItsOrder() => Assert.Equal(Documented, _renderer.Names);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(74, 74)]
    [InlineData(300, 74)]
    public void Render_AnyCounts_GivesEightPngFilesInOrder(int detections, int classes)
    {
        IReadOnlyDictionary<string, byte[]?> charts = _renderer.Render(ChartPages.Many(detections, classes));
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
        IReadOnlyDictionary<string, byte[]?> charts = _renderer.Render(ChartPages.Realistic());
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
        Assert.Equal(_renderer.Render(ChartPages.Realistic()), _renderer.Render(ChartPages.Realistic()));
    }

    [Fact]
    public void Render_SameBatchTwice_GivesTheSameEightFilesInTheirOrder()
    {
        ChartRenderer<BatchChartInput> renderer = new(BatchCharts.All, NullLogger<ChartRenderer<BatchChartInput>>.Instance);
        IReadOnlyDictionary<string, byte[]?> charts = renderer.Render(Batches.Make(40, 11, 0.1));
        Assert.Equal(
            [
                "combined_class_distribution", "combined_confidence_histogram", "average_confidence_by_class", "detection_count_per_image",
                "confidence_trend_across_images", "processing_time_per_image", "success_failure_summary", "top_classes_across_batch",
            ],
            charts.Keys);
        Assert.All(charts.Values, png => Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png![..8]));
        Assert.Equal(charts, renderer.Render(Batches.Make(40, 11, 0.1)));
    }

    [Fact]
    public void Render_OneChartThrows_IsNullAndLoggedAndTheOthersAreDrawn()
    {
        WarningLog log = new();
        Chart<ChartInput> broken = new("broken", _ => throw new InvalidTimeZoneException("A chart broke."));
        Chart<ChartInput>[] charts = [PageCharts.All[0], broken, PageCharts.All[1]];
        ChartRenderer<ChartInput> renderer = new(charts, log);
        IReadOnlyDictionary<string, byte[]?> rendered = renderer.Render(ChartPages.Single());
        Assert.Equal(["class_distribution", "broken", "confidence_distribution"], rendered.Keys);
        Assert.Equal([true, false, true], rendered.Values.Select(png => png is not null));
        (LogLevel level, string message, Exception? exception) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("broken", message, StringComparison.Ordinal);
        Assert.IsType<InvalidTimeZoneException>(exception);
    }

    [Fact]
    public void Render_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _renderer.Render(ChartPages.Single(), source.Token));
    }

    [Fact]
    public async Task Render_ManyAtOnce_GivesTheBytesOfOneAlone()
    {
        ChartInput page = ChartPages.Realistic();
        IReadOnlyDictionary<string, byte[]?> alone = _renderer.Render(page);
        IReadOnlyDictionary<string, byte[]?>[] together = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _renderer.Render(page))));
        Assert.All(together, charts => Assert.Equal(alone, charts));
    }

    private sealed class WarningLog : ILogger<ChartRenderer<ChartInput>>
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
