using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>The 15 most frequent classes over all images with their shares, the most frequent on top.</summary>
internal sealed class TopClassesAcrossBatchChart : IBatchChart
{
    private const int MaxClasses = 15;
    private const string Title = "Top 15 Classes Across the Batch";

    /// <inheritdoc/>
    public string Name => "top_classes_across_batch";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return EmptyFigure.WithoutDetections(Name, Title, input);
        }

        LevelBar[] bars = [.. input.Classes.Take(MaxClasses).Select(entry => new LevelBar(entry.Name, entry.Count, Label(entry)))];
        string what = $"{Words.Some(bars.Length, input.Classes.Count)}, {Words.Detections(input.Detections)} on {Words.Images(input.Succeeded)}";
        return new LevelBarFigure(Title, what, "Detections", Theme.Primary)
            .Draw(Name, bars, (from, to) => LinearScale.Counts(input.Classes[0].Count, from, to, targetTicks: 10));

        string Label(BatchClass entry) => $"{Words.Number(entry.Count)} ({Words.Fixed(100.0 * entry.Count / input.Detections, 1)}%)";
    }
}
