using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Pie of the images' outcomes: successes, failures by their kind, cancelled ones.</summary>
internal static class SuccessFailureChart
{
    private const double Width = 1000;
    private static readonly Color Success = Color.FromHex("#6bcf7f");
    private static readonly Color Failed = Color.FromHex("#fc4e2a");
    private static readonly Color Cancelled = Color.FromHex("#cbd2d9");

    public static Figure Draw(BatchChartInput input)
    {
        int total = input.Images.Count;
        int failed = Count(BatchOutcome.Failed);
        int cancelled = Count(BatchOutcome.Cancelled);
        (string Name, int Count)[] failures =
        [
            .. input.Images
                .Where(image => image.Outcome == BatchOutcome.Failed)
                .CountBy(image => image.Failure ?? "unknown")
                .Select(entry => (entry.Key, entry.Value))
                .OrderByDescending(entry => entry.Value)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal),
        ];
        // From red to yellow, so that neighbours differ; the pale ends of the map would not stand out from the paper.
        PiePart[] parts =
        [
            Part("successful", input.Succeeded, Success),
            .. failures.Select((failure, i) => Part(
                $"failed: {failure.Name}",
                failure.Count,
                Theme.YlOrRd.GetColor(failures.Length == 1 ? 0.625 : 0.65 - (0.45 * i / (failures.Length - 1))))),
            Part("cancelled", cancelled, Cancelled),
        ];
        return PieChart.Draw(
            Width,
            "Success and Failure",
            $"{Phrases.Images(total)}, {Phrases.Percent(100.0 * input.Succeeded / total)} successful",
            parts,
            [
                new LegendEntry($"successful: {Phrases.Number(input.Succeeded)}", Success),
                new LegendEntry($"failed: {Phrases.Number(failed)}", Failed),
                new LegendEntry($"cancelled: {Phrases.Number(cancelled)}", Cancelled),
            ]);

        int Count(BatchOutcome outcome) => input.Images.Count(image => image.Outcome == outcome);
    }

    private static PiePart Part(string name, int count, Color color) => new(name, $"({Phrases.Images(count)})", count, color);
}
