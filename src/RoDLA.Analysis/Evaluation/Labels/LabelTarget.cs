namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>A page that labels are looked for.</summary>
/// <param name="Name">The client's name for it, with its folders.</param>
/// <param name="Size">Its upright size; null when it cannot be read.</param>
public sealed record LabelTarget(string Name, PageSize? Size);
