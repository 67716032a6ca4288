using ScottPlot;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Draws what was added to a plot as ScottPlot does, but uncut at the plot's edges: a dot at 1.0 is a whole dot.</summary>
internal sealed class UnclippedPlottables : IRenderAction
{
    public void Render(RenderPack rp)
    {
        foreach (IPlottable plottable in rp.Plot.PlottableList)
        {
            plottable.Axes.DataRect = rp.DataRect;
            plottable.Render(rp);
        }
    }
}
