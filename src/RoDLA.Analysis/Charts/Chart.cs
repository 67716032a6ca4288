using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts;

/// <summary>One kind of chart; its function has no state, so that many are drawn at once.</summary>
/// <typeparam name="TInput">What it is drawn from.</typeparam>
/// <param name="Name">Name of the chart in answers and of its file.</param>
/// <param name="Draw">Draws the chart; the same input gives the same picture.</param>
internal sealed record Chart<TInput>(string Name, Func<TInput, Figure> Draw);
