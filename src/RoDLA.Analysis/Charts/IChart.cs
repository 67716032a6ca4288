namespace RoDLA.Analysis.Charts;

/// <summary>One kind of chart; stateless, so that many pages are drawn at once.</summary>
internal interface IChart
{
    /// <summary>Key of the chart in the answer's <c>visualizations</c>.</summary>
    string Name { get; }

    /// <summary>The chart as an SVG document; the same input gives the same text. The input holds at least one detection.</summary>
    string Draw(ChartInput input);
}
