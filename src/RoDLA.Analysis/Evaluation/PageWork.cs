using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>What to do with a page of a set.</summary>
/// <param name="Settings">The settings of the evaluation.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Journal">File for its finished cells.</param>
public sealed record PageWork(EvaluationSettings Settings, ClassSpace Classes, string Journal);
