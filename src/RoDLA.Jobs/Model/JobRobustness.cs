using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Jobs.Model;

/// <summary>What a robustness job does with its images: each is evaluated clean and under every perturbation.</summary>
/// <param name="Name">Name of the set in the report.</param>
/// <param name="Pages">What is done to each image.</param>
/// <param name="Model">The model.</param>
/// <param name="Truth">What detections are compared with.</param>
public sealed record JobRobustness(string Name, EvaluationSettings Pages, EvaluatedModel Model, TruthSource Truth)
{
    /// <summary>Names of the classes of the labels; empty without labels.</summary>
    public IReadOnlyList<string> LabelClasses { get; init; } = [];

    /// <summary>How these names are read; null to find it by the names.</summary>
    public LabelVocabulary? Vocabulary { get; init; }

    /// <summary>SHA-256 of labels and images.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The classes; null when the names of labels and model cannot be matched.</summary>
    [JsonIgnore]
    public ClassSpace? Classes => Truth == TruthSource.CleanDetections
        ? ClassSpace.Of(Model.Classes)
        : ClassSpace.Match(LabelClasses, Model.Classes, Vocabulary);
}
