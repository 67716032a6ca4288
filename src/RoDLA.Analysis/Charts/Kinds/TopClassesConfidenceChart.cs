using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>The 15 classes of a page with the highest mean confidence, the highest on top.</summary>
internal sealed class TopClassesConfidenceChart : IChart
{
    private const int MaxClasses = 15;

    /// <inheritdoc/>
    public string Name => "top_classes_confidence";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        LevelBar[] classes =
        [
            .. input.Analysis.Classes
                .Select(entry => new LevelBar(entry.Key, entry.Value.ConfidenceStats.Mean, Words.Fixed(entry.Value.ConfidenceStats.Mean, 3)))
                .OrderByDescending(bar => bar.Value)
                .ThenBy(bar => bar.Name, StringComparer.Ordinal)
                .Take(MaxClasses),
        ];
        string what = Words.Some(classes.Length, input.Analysis.Classes.Count);
        LevelBarFigure figure = new("Top 15 Classes by Average Confidence", what, "Average Confidence", Theme.Accent);
        return figure.Draw(Name, classes, static (from, to) => new LinearScale(0, 1, from, to, 0.1));
    }
}
