using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>A page of a set.</summary>
/// <param name="Page">The page.</param>
/// <param name="Journal">File with its finished cells.</param>
/// <param name="Open">Opens its document again, for its picture.</param>
/// <param name="Error">Why it could not be read; null when it could.</param>
public sealed record EvaluationSetPage(
    LabelledPage Page, string Journal, Func<CancellationToken, ValueTask<OpenDocument>> Open, string? Error = null);
