namespace RoDLA.Api.Inference.Comparing;

/// <summary>A comparison that waits for its jobs.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="CompareUrl">Path of the comparison; 404 <c>RESULTS_NOT_READY</c> until both jobs have ended.</param>
public sealed record CompareAccepted(IReadOnlyList<ComparedJob> Jobs, string CompareUrl);

/// <summary>A job of a comparison.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="StatusUrl">Path of its status.</param>
public sealed record ComparedJob(string JobId, string StatusUrl);
