namespace RoDLA.Analysis.Evaluation;

/// <summary>Progress of an evaluation.</summary>
/// <param name="Done">Cells of pages that are done, those of earlier runs included.</param>
/// <param name="Earlier">Of these, cells of earlier runs.</param>
/// <param name="Name">Cell and name of the page that was done last.</param>
public readonly record struct EvaluationProgress(int Done, int Earlier, string Name);
