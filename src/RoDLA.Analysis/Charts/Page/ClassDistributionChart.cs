using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>How often each class was found on a page.</summary>
internal sealed class ClassDistributionChart : IChart<ChartInput>
{
    /// <inheritdoc/>
    public string Name => "class_distribution";

    /// <inheritdoc/>
    public Figure Draw(ChartInput input)
    {
        string what = $"{Phrases.Detections(input.Elements.Count)} in {Phrases.Classes(input.Analysis.Classes.Count)}";
        return CountBars.OfClasses("Detection Count by Class", what, [.. input.ClassesByCount().Select(c => (c.Name, c.Figures.Count))]);
    }
}
