using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Analysis.Charts.Batch;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts.Batch;

public sealed class BatchChartRendererTests
{
    private static readonly string[] Documented =
    [
        "combined_class_distribution", "combined_confidence_histogram", "average_confidence_by_class", "detection_count_per_image",
        "confidence_trend_across_images", "processing_time_per_image", "success_failure_summary", "top_classes_across_batch",
    ];

    private readonly BatchChartRenderer _renderer = new(NullLogger<BatchChartRenderer>.Instance);

    [Fact]
    public void Names_Always_AreTheDocumentsInItsOrder() => Assert.Equal(Documented, BatchChartRenderer.Names);

    [Fact]
    public void RenderPng_SameBatchTwice_GivesTheSameEightFiles()
    {
        IReadOnlyDictionary<string, byte[]?> charts = _renderer.RenderPng(Batches.Make(40, 11, 0.1));
        Assert.Equal(Documented, charts.Keys);
        Assert.All(charts.Values, png => Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png![..8]));
        Assert.Equal(charts, _renderer.RenderPng(Batches.Make(40, 11, 0.1)));
    }

    [Fact]
    public void RenderPng_OneChartThrows_IsNullAndTheOthersAreDrawn()
    {
        IBatchChart[] charts = [BatchChartCatalog.All[0], new BrokenChart(), BatchChartCatalog.All[1]];
        BatchChartRenderer renderer = new(charts, _ => [1, 2, 3], NullLogger<BatchChartRenderer>.Instance);
        IReadOnlyDictionary<string, byte[]?> rendered = renderer.RenderPng(Batches.Make(2, 2));
        Assert.Equal([true, false, true], rendered.Values.Select(png => png is not null));
    }

    [Fact]
    public void RenderPng_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _renderer.RenderPng(Batches.Make(2, 2), source.Token));
    }

    [Fact]
    public void RenderSvg_Name_IsThatChartOrNull()
    {
        BatchChartInput input = Batches.Make(2, 2);
        Assert.All(Documented, name => Assert.Contains($"{name}-title", _renderer.RenderSvg(name, input), StringComparison.Ordinal));
        Assert.Null(_renderer.RenderSvg("nothing_of_the_sort", input));
    }

    private sealed class BrokenChart : IBatchChart
    {
        public string Name => "broken";

        public string Draw(BatchChartInput input) => throw new InvalidTimeZoneException("A chart broke.");
    }
}
