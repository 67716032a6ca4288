namespace RoDLA.Analysis.Charts;

/// <summary>One kind of chart; stateless, so that many are drawn at once.</summary>
/// <typeparam name="TInput">What it is drawn from.</typeparam>
internal interface IChart<in TInput>
{
    /// <summary>What the chart is called in answers and file names.</summary>
    string Name { get; }

    /// <summary>The chart as an SVG document; the same input gives the same text.</summary>
    string Draw(TInput input);
}

/// <summary>A chart of one page, a key of the answer's <c>visualizations</c>. The input holds at least one detection.</summary>
internal interface IChart : IChart<ChartInput>;
