using Microsoft.Extensions.Logging;

namespace RoDLA.Analysis.Charts;

/// <summary>
/// Draws the charts of an answer. Each stands alone: one that fails is logged and left out, the others are drawn. Safe for use by many
/// threads at once.
/// </summary>
public sealed partial class ChartRenderer
{
    private static readonly Dictionary<string, byte[]?> NoCharts = [];

    private readonly ChartPainter<ChartInput> _painter;
    private readonly ILogger<ChartRenderer> _logger;

    /// <summary>A renderer of the eight charts.</summary>
    /// <param name="logger">Told of charts that fail.</param>
    public ChartRenderer(ILogger<ChartRenderer> logger)
        : this(ChartCatalog.All, ChartPng.Rasterize, logger)
    {
    }

    internal ChartRenderer(IReadOnlyList<IChart> charts, Func<string, byte[]> rasterize, ILogger<ChartRenderer> logger)
    {
        _painter = new ChartPainter<ChartInput>(charts, rasterize, LogFailure);
        _logger = logger;
    }

    /// <summary>Names of the charts in the order of the answer.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ChartCatalog.All.Select(chart => chart.Name)];

    /// <summary>
    /// All charts in the order of <see cref="Names"/> as PNG files; null for one that failed. Empty when nothing was detected.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public IReadOnlyDictionary<string, byte[]?> RenderPng(ChartInput input, CancellationToken cancellationToken = default) =>
        input.Elements.Count == 0 ? NoCharts : _painter.RenderPng(input, cancellationToken);

    /// <summary>One chart as an SVG document; null when no chart has that name or nothing was detected.</summary>
    public string? RenderSvg(string name, ChartInput input) => input.Elements.Count == 0 ? null : _painter.RenderSvg(name, input);

    [LoggerMessage(EventId = 4100, Level = LogLevel.Warning, Message = "Chart {Chart} could not be drawn; the answer carries null for it.")]
    private partial void LogFailure(Exception exception, string chart);
}
