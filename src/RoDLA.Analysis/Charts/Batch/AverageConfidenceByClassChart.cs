using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Mean confidence of each class over all images, the highest on top; of more than a hundred classes, the hundred most frequent.</summary>
internal sealed class AverageConfidenceByClassChart : IBatchChart
{
    private const int MaxClasses = 100;
    private const string Title = "Average Confidence by Class";

    /// <inheritdoc/>
    public string Name => "average_confidence_by_class";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return EmptyFigure.WithoutDetections(Name, Title, input);
        }

        LevelBar[] bars =
        [
            .. input.Classes
                .Take(MaxClasses)
                .OrderByDescending(entry => entry.AverageConfidence)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new LevelBar(
                    entry.Name, entry.AverageConfidence, $"{Words.Fixed(entry.AverageConfidence, 3)} (n={Words.Number(entry.Count)})")),
        ];
        string what = $"{Words.Some(bars.Length, input.Classes.Count)} on {Words.Images(input.Succeeded)}";
        return new LevelBarFigure(Title, what, "Average Confidence", Theme.Accent)
            .Draw(Name, bars, static (from, to) => new LinearScale(0, 1, from, to, 0.1));
    }
}
