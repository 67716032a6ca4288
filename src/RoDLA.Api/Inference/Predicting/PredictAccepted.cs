namespace RoDLA.Api.Inference.Predicting;

/// <summary>A job that was created.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">queued.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="EstimatedCompletion">Estimated end, UTC; null while nothing is known yet.</param>
/// <param name="FileCount">Images in the job.</param>
/// <param name="StatusUrl">Path of its status.</param>
/// <param name="NotBefore">Earliest start, UTC; null for at once.</param>
/// <param name="Notes">What to know of the request, such as a field that is not known; empty when nothing.</param>
public sealed record PredictAccepted(
    string JobId,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EstimatedCompletion,
    int FileCount,
    string StatusUrl,
    DateTimeOffset? NotBefore,
    IReadOnlyList<string> Notes);
