using RoDLA.Analysis.Evaluation.Labels;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>What to do with a page of an evaluation.</summary>
/// <param name="Settings">The settings of the evaluation.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Journal">Where the page's cells are kept.</param>
internal sealed record PageTask(EvaluationSettings Settings, ClassSpace Classes, PageJournal Journal);
