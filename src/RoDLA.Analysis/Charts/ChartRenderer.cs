using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts;

/// <summary>
/// Draws charts as PNG files, in parallel. A chart that fails is logged and null; the others are drawn. Safe for use by many
/// threads at once.
/// </summary>
/// <typeparam name="TInput">What the charts are drawn from.</typeparam>
public sealed partial class ChartRenderer<TInput>
{
    private readonly FrozenDictionary<string, Chart<TInput>> _charts;
    private readonly ILogger<ChartRenderer<TInput>> _logger;

    /// <summary>A renderer.</summary>
    /// <param name="charts">The charts, in the order of the answer.</param>
    /// <param name="logger">Gets the failures.</param>
    internal ChartRenderer(IReadOnlyList<Chart<TInput>> charts, ILogger<ChartRenderer<TInput>> logger)
    {
        Names = [.. charts.Select(chart => chart.Name)];
        _charts = charts.ToFrozenDictionary(chart => chart.Name);
        _logger = logger;
    }

    /// <summary>Names of the charts in the order of the answer.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>All charts, as <see cref="Render(TInput, IReadOnlyList{string}, CancellationToken)"/> gives them.</summary>
    public IReadOnlyDictionary<string, byte[]?> Render(TInput input, CancellationToken cancellationToken = default) =>
        Render(input, [], cancellationToken);

    /// <summary>Charts in the order of <see cref="Names"/> as PNG files; null for one that failed.</summary>
    /// <param name="input">What they are drawn from.</param>
    /// <param name="only">Names of the charts that are wanted; empty for all.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IReadOnlyDictionary<string, byte[]?> Render(
        TInput input, IReadOnlyList<string> only, CancellationToken cancellationToken)
    {
        string[] names = [.. Names.Where(name => only.Count == 0 || only.Contains(name))];
        byte[]?[] files = new byte[]?[names.Length];
        ParallelOptions options = new()
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            TaskScheduler = WorkThreads.Shared,
        };
        Parallel.For(0, files.Length, options, i => files[i] = TryRender(_charts[names[i]], input));
        return new OrderedDictionary<string, byte[]?>(names.Zip(files, KeyValuePair.Create));
    }

    private byte[]? TryRender(Chart<TInput> chart, TInput input)
    {
        try
        {
            using Figure figure = chart.Draw(input);
            return figure.ToPng();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(exception, chart.Name);
            return null;
        }
    }

    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "Chart {Chart} could not be drawn; it is null in the answer.")]
    private partial void LogFailure(Exception exception, string chart);
}
