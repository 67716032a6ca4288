using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Sha256">SHA-256 of labels, names and pages.</param>
/// <param name="Model">The model.</param>
/// <param name="Settings">What was done to each page.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Pages">Each page, in the order of their ids, with its cells.</param>
internal sealed record EvaluationResults(
    string Name, string Sha256, EvaluatedModel Model, EvaluationSettings Settings, ClassSpace Classes, IReadOnlyList<PageResult> Pages)
{
    /// <summary>What detections are compared with.</summary>
    public TruthSource Truth { get; init; }
}
