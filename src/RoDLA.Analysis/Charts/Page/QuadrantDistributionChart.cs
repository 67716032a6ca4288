using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>
/// Pie of the page's quadrants. An empty quadrant has no slice; the legend, which says where each quadrant lies, counts it.
/// </summary>
internal static class QuadrantDistributionChart
{
    private const double Width = 800;

    public static Figure Draw(ChartInput input)
    {
        QuadrantDistribution counts = input.Analysis.Spatial!.QuadrantDistribution;
        (string Name, string Place, int Count, string Color)[] quadrants =
        [
            ("Q1", "top left", counts.Q1, "#ff9999"),
            ("Q2", "top right", counts.Q2, "#66b3ff"),
            ("Q3", "bottom left", counts.Q3, "#99ff99"),
            ("Q4", "bottom right", counts.Q4, "#ffcc99"),
        ];
        return PieChart.Draw(
            Width,
            "Spatial Distribution by Quadrant",
            $"Centres of {Phrases.Detections(quadrants.Sum(q => q.Count))}",
            Array.ConvertAll(
                quadrants, q => new PiePart(q.Name, $"({Phrases.Count(q.Count, "element")})", q.Count, Color.FromHex(q.Color))),
            Array.ConvertAll(quadrants, q => new LegendEntry($"{q.Name} {q.Place}: {Phrases.Number(q.Count)}", Color.FromHex(q.Color))));
    }
}
