using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts;

/// <summary>One kind of chart; stateless, so that many are drawn at once.</summary>
/// <typeparam name="TInput">What it is drawn from.</typeparam>
internal interface IChart<in TInput>
{
    /// <summary>Name of the chart in answers and of its file.</summary>
    string Name { get; }

    /// <summary>Draws the chart; the same input gives the same picture.</summary>
    Figure Draw(TInput input);
}
