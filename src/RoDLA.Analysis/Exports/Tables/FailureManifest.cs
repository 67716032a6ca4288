namespace RoDLA.Analysis.Exports.Tables;

/// <summary>The pages without a result: <c>failures.json</c> of an archive. The id is null for an answer.</summary>
internal sealed record FailureManifest(
    string? JobId, string Status, int TotalImages, int SuccessfulImages, IReadOnlyList<PageWithout> Failures);

/// <summary>A page without a result.</summary>
internal sealed record PageWithout(
    int Index, string Name, int Page, string Status, int Attempts, string? Error, string? ErrorCategory);
