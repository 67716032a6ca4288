using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The pages of an evaluation and their truth.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Boxes">Truths on the clean pages that count.</param>
/// <param name="Truth">Where the truth is from.</param>
/// <param name="Mapping">The vocabulary that the labels' names were read by.</param>
/// <param name="LeftOut">Names of labels that have no class, and whose boxes are left out.</param>
/// <param name="Classes">The classes that are compared.</param>
/// <param name="Sha256">SHA-256 of labels, names and pages; two reports with the same can be compared page by page.</param>
/// <param name="FailedPages">Pages that could not be read, and why.</param>
public sealed record EvaluatedData(
    string Name,
    int Pages,
    int Boxes,
    TruthSource Truth,
    string Mapping,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Classes,
    string Sha256,
    IReadOnlyList<string> FailedPages);
