namespace RoDLA.Api.Inference.Predicting;

/// <summary>A request for a job over an upload, read.</summary>
/// <param name="UploadId">Id of the upload.</param>
/// <param name="FileIds">Ids of its files; null for all.</param>
/// <param name="Job">The job.</param>
/// <param name="Notes">Notes on the request.</param>
internal sealed record PredictRequest(string UploadId, IReadOnlyList<string>? FileIds, JobRequest Job, IReadOnlyList<string> Notes);
