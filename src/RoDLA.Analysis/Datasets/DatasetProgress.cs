namespace RoDLA.Analysis.Datasets;

/// <summary>Progress of a run.</summary>
/// <param name="Done">Pages made so far, those of earlier runs included.</param>
/// <param name="Name">Name of the last page.</param>
public readonly record struct DatasetProgress(int Done, string Name);
