using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>
/// Pie of the page's quadrants, from twelve o'clock counter-clockwise as in the documented system. An empty quadrant has no slice; the
/// legend, which says where each quadrant lies, counts it.
/// </summary>
internal sealed class QuadrantDistributionChart : IChart
{
    private const double Size = 800;
    private const double Radius = 235;
    private const double CenterY = 404;
    private const double LegendBaseline = Size - 40;

    /// <inheritdoc/>
    public string Name => "quadrant_distribution";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        QuadrantDistribution quadrants = input.Analysis.Spatial!.QuadrantDistribution;
        (string Name, string Place, int Count, string Color)[] parts =
        [
            ("Q1", "top left", quadrants.Q1, "#ff9999"),
            ("Q2", "top right", quadrants.Q2, "#66b3ff"),
            ("Q3", "bottom left", quadrants.Q3, "#99ff99"),
            ("Q4", "bottom right", quadrants.Q4, "#ffcc99"),
        ];
        int total = parts.Sum(part => part.Count);
        List<PieSlice> slices = [];
        int before = 0;
        foreach ((string name, _, int count, string color) in parts)
        {
            if (count > 0)
            {
                string note = $"({Words.Count(count, "element", "elements")})";
                slices.Add(new PieSlice(name, note, color, (double)before / total, (double)count / total));
            }

            before += count;
        }

        string what = $"Centres of {Words.Detections(total)}";
        using SvgWriter svg = Header.Begin(
            Name, Size, Size, "Spatial Distribution by Quadrant", what,
            $"{what} by quadrant of the page: {string.Join(", ", parts.Select(p => $"{p.Name} ({p.Place}) {Words.Number(p.Count)}"))}.");
        new PiePainter(Size / 2, CenterY, Radius).Draw(svg, slices);
        LegendEntry[] legend = Array.ConvertAll(
            parts, part => new LegendEntry(new Paint(part.Color), $"{part.Name} {part.Place}: {Words.Number(part.Count)}"));
        Legend.Draw(svg, (Size - Legend.Width(legend)) / 2, LegendBaseline, legend);
        return svg.Finish();
    }
}
