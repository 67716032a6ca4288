using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Pie of what became of the images: successes, failures by their kind, cancelled ones.</summary>
internal sealed class SuccessFailureChart : IBatchChart
{
    private const double Width = 1000;
    private const double Height = 800;
    private const double Radius = 235;
    private const double CenterY = 404;
    private const double LegendBaseline = Height - 40;
    private const string SuccessColor = "#6bcf7f";
    private const string FailedColor = "#fc4e2a";
    private const string CancelledColor = "#cbd2d9";

    /// <inheritdoc/>
    public string Name => "success_failure_summary";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input)
    {
        int total = input.Images.Count;
        int failed = Count(BatchOutcome.Failed);
        int cancelled = Count(BatchOutcome.Cancelled);
        List<(string Name, int Count, string Color)> parts = [("successful", input.Succeeded, SuccessColor)];
        (string Name, int Count)[] failures =
        [
            .. input.Images
                .Where(image => image.Outcome == BatchOutcome.Failed)
                .CountBy(image => image.Failure ?? "unknown")
                .Select(entry => (entry.Key, entry.Value))
                .OrderByDescending(entry => entry.Value)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal),
        ];
        for (int i = 0; i < failures.Length; i++)
        {
            // From red to yellow, so that neighbours differ; the pale ends of the map would not stand out from the paper.
            double shade = failures.Length == 1 ? 0.625 : 0.65 - (0.45 * i / (failures.Length - 1));
            parts.Add(($"failed: {failures[i].Name}", failures[i].Count, Colormap.YlOrRd.At(shade)));
        }

        parts.Add(("cancelled", cancelled, CancelledColor));
        string share = Words.Fixed(100.0 * input.Succeeded / total, 1);
        using SvgWriter svg = Header.Begin(
            Name, Width, Height, "Success and Failure", $"{Words.Images(total)}, {share}% successful",
            $"Pie of what became of {Words.Images(total)}: " +
            string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Name} {Words.Number(part.Count)}")) + ".");
        new PiePainter(Width / 2, CenterY, Radius).Draw(svg, Slices(parts, total));
        LegendEntry[] legend =
        [
            new(new Paint(SuccessColor), $"successful: {Words.Number(input.Succeeded)}"),
            new(new Paint(FailedColor), $"failed: {Words.Number(failed)}"),
            new(new Paint(CancelledColor), $"cancelled: {Words.Number(cancelled)}"),
        ];
        Legend.Draw(svg, (Width - Legend.Width(legend)) / 2, LegendBaseline, legend);
        return svg.Finish();

        int Count(BatchOutcome outcome) => input.Images.Count(image => image.Outcome == outcome);
    }

    private static List<PieSlice> Slices(IReadOnlyList<(string Name, int Count, string Color)> parts, int total)
    {
        List<PieSlice> slices = [];
        int before = 0;
        foreach ((string name, int count, string color) in parts)
        {
            if (count > 0)
            {
                slices.Add(new PieSlice(name, $"({Words.Images(count)})", color, (double)before / total, (double)count / total));
            }

            before += count;
        }

        return slices;
    }
}
