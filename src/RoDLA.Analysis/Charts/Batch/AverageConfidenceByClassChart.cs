using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Mean confidence of each class over all images, the highest on top; at most of the hundred most frequent classes.</summary>
internal sealed class AverageConfidenceByClassChart : IChart<BatchChartInput>
{
    private const int MaxClasses = 100;
    private const string Title = "Average Confidence by Class";

    /// <inheritdoc/>
    public string Name => "average_confidence_by_class";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return input.DrawEmpty(Title);
        }

        LevelBar[] bars =
        [
            .. input.Classes
                .Take(MaxClasses)
                .OrderByDescending(entry => entry.AverageConfidence)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new LevelBar(
                    entry.Name, entry.AverageConfidence, $"{Phrases.Fixed(entry.AverageConfidence, 3)} (n={Phrases.Number(entry.Count)})")),
        ];
        string what = $"{Phrases.ClassesShown(bars.Length, input.Classes.Count)} on {Phrases.Images(input.Succeeded)}";
        return LevelBars.Draw(Title, what, (NumberAxis.Linear(0, 1, 0.1), "Average Confidence"), Theme.Accent, bars);
    }
}
