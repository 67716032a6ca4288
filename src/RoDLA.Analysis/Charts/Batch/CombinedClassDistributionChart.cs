using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>How often each class was found over all images.</summary>
internal sealed class CombinedClassDistributionChart : IChart<BatchChartInput>
{
    private const string Title = "Class Distribution Across All Images";

    /// <inheritdoc/>
    public string Name => "combined_class_distribution";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return input.DrawEmpty(Title);
        }

        string classes = Phrases.Classes(input.Classes.Count);
        string what = $"{Phrases.Detections(input.Detections)} in {classes} on {Phrases.Images(input.Succeeded)}";
        return CountBars.OfClasses(Title, what, [.. input.Classes.Select(entry => (entry.Name, entry.Count))]);
    }
}
