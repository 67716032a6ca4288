namespace RoDLA.Analysis.Datasets;

/// <summary>How far a run is.</summary>
/// <param name="Done">Pages made so far, those of earlier runs included.</param>
/// <param name="Name">What was made last.</param>
public readonly record struct DatasetProgress(int Done, string Name);
