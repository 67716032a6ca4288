using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>The 15 classes of a page with the highest mean confidence, the highest on top.</summary>
internal sealed class TopClassesConfidenceChart : IChart<ChartInput>
{
    private const int MaxClasses = 15;

    /// <inheritdoc/>
    public string Name => "top_classes_confidence";

    /// <inheritdoc/>
    public Figure Draw(ChartInput input)
    {
        LevelBar[] classes =
        [
            .. input.Analysis.Classes
                .Select(entry => (entry.Key, entry.Value.ConfidenceStats.Mean))
                .Select(entry => new LevelBar(entry.Key, entry.Mean, Phrases.Fixed(entry.Mean, 3)))
                .OrderByDescending(bar => bar.Value)
                .ThenBy(bar => bar.Name, StringComparer.Ordinal)
                .Take(MaxClasses),
        ];
        return LevelBars.Draw(
            "Top 15 Classes by Average Confidence",
            Phrases.ClassesShown(classes.Length, input.Analysis.Classes.Count),
            (NumberAxis.Linear(0, 1, 0.1), "Average Confidence"),
            Theme.Accent,
            classes);
    }
}
