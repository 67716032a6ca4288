namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Name of a category and, on a second line, a note on it.</summary>
internal readonly record struct CategoryLabel(string Name, string? Note = null);
