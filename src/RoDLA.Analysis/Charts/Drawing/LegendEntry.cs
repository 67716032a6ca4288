using ScottPlot;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>One entry of a legend.</summary>
/// <param name="Text">What the sample stands for.</param>
/// <param name="Color">Colour of the sample.</param>
/// <param name="Dashes">Pattern of a line; null for a filled square.</param>
internal sealed record LegendEntry(string Text, Color Color, LinePattern? Dashes = null);
