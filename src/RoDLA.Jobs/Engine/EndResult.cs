namespace RoDLA.Jobs.Engine;

/// <summary>Effect of the end of an attempt.</summary>
/// <param name="IsRecorded">
/// Whether the end was recorded. It is refused when the image is final already; the worker then removes its files and calls <see
/// cref="Job.Leave"/>.
/// </param>
/// <param name="Unparked">Index of an image that waited for this one and may begin now; null for none.</param>
/// <param name="CanFinish">Whether the job can be finished now.</param>
internal readonly record struct EndResult(bool IsRecorded, int? Unparked, bool CanFinish);
