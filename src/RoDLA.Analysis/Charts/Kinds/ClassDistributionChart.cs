namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>How often each class was found on a page.</summary>
internal sealed class ClassDistributionChart : IChart
{
    /// <inheritdoc/>
    public string Name => "class_distribution";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        (string Name, int Count)[] classes = [.. Words.ByCount(input).Select(c => (c.Name, c.Figures.Count))];
        string what = $"{Words.Detections(input.Elements.Count)} in {Words.Classes(classes.Length)}";
        return ClassCountFigure.Draw(Name, "Detection Count by Class", what, classes);
    }
}
