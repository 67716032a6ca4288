namespace RoDLA.Api.Inference.Uploading;

/// <summary>An upload that was removed.</summary>
/// <param name="UploadId">Its id.</param>
public sealed record RemovedUpload(string UploadId);
