namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>Labels of pages, read.</summary>
/// <param name="Format"><c>coco</c>, <c>yolo</c> or <c>voc</c>; null when there were none.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Pages">Labels of each page.</param>
/// <param name="Mistakes">What is wrong, a sentence each; the labels must not be used when there is anything.</param>
public sealed record LabelSet(
    string? Format, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<PageLabel>> Pages, IReadOnlyList<string> Mistakes)
{
    /// <summary>No labels.</summary>
    public static LabelSet None { get; } = new(null, [], [], []);

    internal static LabelSet Wrong(string mistake) => new(null, [], [], [mistake]);
}
