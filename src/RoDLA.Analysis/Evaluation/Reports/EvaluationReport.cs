using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The report of an evaluation. The same pages, model and settings give the same bytes: it holds no time and no speed.</summary>
/// <param name="Format">Name and version of this form.</param>
/// <param name="Model">The model.</param>
/// <param name="Data">The pages.</param>
/// <param name="Settings">What was done to each page.</param>
/// <param name="WorkingThreshold">Score of precision, recall and errors: that of the greatest F1 on the clean pages.</param>
/// <param name="Robustness">P-Avg, mPC, rPC, mPE, mRD.</param>
/// <param name="RobustnessDefinition">How mPE and mRD are defined.</param>
/// <param name="EffectTable">Name and source of the table of effects.</param>
/// <param name="Clean">The clean pages.</param>
/// <param name="Perturbations">Each perturbation.</param>
/// <param name="Classes">Each class.</param>
/// <param name="PrecisionRecall">Precision-recall curves at IoU 0.5.</param>
/// <param name="Calibration">Confidence against precision on the clean pages.</param>
/// <param name="CalibrationError">Expected calibration error on the clean pages, 0 to 1.</param>
/// <param name="Pages">Each page, worst first.</param>
/// <param name="Matches">Packed matches of each cell, for a comparison with another report: see <c>docs/robustness.md</c>.</param>
public sealed record EvaluationReport(
    string Format,
    EvaluatedModel Model,
    EvaluatedData Data,
    EvaluationSettings Settings,
    double WorkingThreshold,
    RobustnessFigures Robustness,
    string RobustnessDefinition,
    string EffectTable,
    CellFigures Clean,
    IReadOnlyList<PerturbationFigures> Perturbations,
    IReadOnlyList<ClassFigures> Classes,
    IReadOnlyList<PrecisionSeries> PrecisionRecall,
    IReadOnlyList<CalibrationBin> Calibration,
    double? CalibrationError,
    IReadOnlyList<PageFigures> Pages,
    IReadOnlyDictionary<string, string> Matches)
{
    /// <summary>The present form.</summary>
    public const string CurrentFormat = "rodla-evaluation/1";

    /// <summary>All cells: clean, then each perturbation and degree.</summary>
    [JsonIgnore]
    public IEnumerable<CellFigures> Cells => Perturbations.SelectMany(p => p.Degrees).Prepend(Clean);

    /// <summary>What to know where the clean detections stand in as truth.</summary>
    public const string CleanDetectionsNote =
        "The pages have no labels: the model's detections on the clean pages stand in as truth. The figures say how much its detections "
        + "change under perturbation, not how good they are.";

    /// <summary>What to know of the truth; null when the pages are labelled.</summary>
    public string? TruthNote => Data.Truth == TruthSource.CleanDetections ? CleanDetectionsNote : null;
}
