using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>The 15 most frequent classes over all images with their shares, the most frequent on top.</summary>
internal sealed class TopClassesAcrossBatchChart : IChart<BatchChartInput>
{
    private const int MaxClasses = 15;
    private const string Title = "Top 15 Classes Across the Batch";

    /// <inheritdoc/>
    public string Name => "top_classes_across_batch";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return input.DrawEmpty(Title);
        }

        LevelBar[] bars = [.. input.Classes.Take(MaxClasses).Select(entry => new LevelBar(entry.Name, entry.Count, Label(entry)))];
        string classes = Phrases.ClassesShown(bars.Length, input.Classes.Count);
        string what = $"{classes}, {Phrases.Detections(input.Detections)} on {Phrases.Images(input.Succeeded)}";
        return LevelBars.Draw(Title, what, (NumberAxis.Counts(input.Classes[0].Count, targetTicks: 10), "Detections"), Theme.Primary, bars);

        string Label(BatchClass entry) => $"{Phrases.Number(entry.Count)} ({Phrases.Percent(100.0 * entry.Count / input.Detections)})";
    }
}
