using Microsoft.Extensions.Logging;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>
/// Draws the charts of a batch. Each stands alone: one that fails is logged and left out, the others are drawn. Safe for use by many
/// threads at once.
/// </summary>
public sealed partial class BatchChartRenderer
{
    private readonly ChartPainter<BatchChartInput> _painter;
    private readonly ILogger<BatchChartRenderer> _logger;

    /// <summary>A renderer of the eight charts.</summary>
    /// <param name="logger">Told of charts that fail.</param>
    public BatchChartRenderer(ILogger<BatchChartRenderer> logger)
        : this(BatchChartCatalog.All, ChartPng.Rasterize, logger)
    {
    }

    internal BatchChartRenderer(IReadOnlyList<IBatchChart> charts, Func<string, byte[]> rasterize, ILogger<BatchChartRenderer> logger)
    {
        _painter = new ChartPainter<BatchChartInput>(charts, rasterize, LogFailure);
        _logger = logger;
    }

    /// <summary>Names of the charts, in the order of the summary.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BatchChartCatalog.All.Select(chart => chart.Name)];

    /// <summary>All charts in the order of <see cref="Names"/> as PNG files; null for one that failed.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public IReadOnlyDictionary<string, byte[]?> RenderPng(BatchChartInput input, CancellationToken cancellationToken = default) =>
        _painter.RenderPng(input, cancellationToken);

    /// <summary>One chart as an SVG document; null when no chart has that name.</summary>
    public string? RenderSvg(string name, BatchChartInput input) => _painter.RenderSvg(name, input);

    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "Chart {Chart} of a batch could not be drawn; it is left out.")]
    private partial void LogFailure(Exception exception, string chart);
}
