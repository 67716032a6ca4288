using ScottPlot;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Colours for the numbers of an axis.</summary>
/// <param name="Colormap">The colours.</param>
/// <param name="Axis">The numbers.</param>
internal sealed record ColorScale(IColormap Colormap, NumberAxis Axis) : IHasColorAxis
{
    public ScottPlot.Range GetRange() => new(Axis.Min, Axis.Max);
}
