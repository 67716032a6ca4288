namespace RoDLA.Analysis.Charts;

/// <summary>Turns charts into pictures, each standing alone: one that fails is told and is null, the others are drawn.</summary>
/// <typeparam name="TInput">What the charts are drawn from.</typeparam>
/// <param name="charts">The charts, in the order of the answer.</param>
/// <param name="rasterize">Makes a PNG file of an SVG document.</param>
/// <param name="failed">Told of a chart that fails.</param>
internal sealed class ChartPainter<TInput>(
    IReadOnlyList<IChart<TInput>> charts, Func<string, byte[]> rasterize, Action<Exception, string> failed)
{
    /// <summary>All charts as PNG files, in order; null for one that failed.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public IReadOnlyDictionary<string, byte[]?> RenderPng(TInput input, CancellationToken cancellationToken)
    {
        byte[]?[] pictures = new byte[]?[charts.Count];
        ParallelOptions options = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, charts.Count, options, i => pictures[i] = TryRender(charts[i], input));
        OrderedDictionary<string, byte[]?> rendered = [];
        for (int i = 0; i < pictures.Length; i++)
        {
            rendered.Add(charts[i].Name, pictures[i]);
        }

        return rendered;
    }

    /// <summary>One chart as an SVG document; null when no chart has that name.</summary>
    public string? RenderSvg(string name, TInput input) => charts.FirstOrDefault(chart => chart.Name == name)?.Draw(input);

    private byte[]? TryRender(IChart<TInput> chart, TInput input)
    {
        try
        {
            return rasterize(chart.Draw(input));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failed(exception, chart.Name);
            return null;
        }
    }
}
