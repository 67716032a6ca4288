using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>A set of evaluated pages, for the report.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Sha256">SHA-256 of labels, names and pages.</param>
/// <param name="Model">The model.</param>
/// <param name="Settings">What was done to each page.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Pages">Each page, in the order of their ids.</param>
public sealed record EvaluationSet(
    string Name,
    string Sha256,
    EvaluatedModel Model,
    EvaluationSettings Settings,
    ClassSpace Classes,
    IReadOnlyList<EvaluationSetPage> Pages)
{
    /// <summary>What detections are compared with.</summary>
    public TruthSource Truth { get; init; }

    /// <summary>The table of effects that mRD divides by. Default: the shipped one.</summary>
    public EffectTable Effects { get; init; } = EffectTable.Shipped;
}
