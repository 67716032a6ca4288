using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>How often each class was found over all images.</summary>
internal sealed class CombinedClassDistributionChart : IBatchChart
{
    private const string Title = "Class Distribution Across All Images";

    /// <inheritdoc/>
    public string Name => "combined_class_distribution";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return EmptyFigure.WithoutDetections(Name, Title, input);
        }

        string what = $"{Words.Detections(input.Detections)} in {Words.Classes(input.Classes.Count)} on {Words.Images(input.Succeeded)}";
        return ClassCountFigure.Draw(Name, Title, what, [.. input.Classes.Select(entry => (entry.Name, entry.Count))]);
    }
}
