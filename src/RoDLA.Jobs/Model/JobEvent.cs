namespace RoDLA.Jobs.Model;

/// <summary>A change of a job, for its subscribers.</summary>
/// <param name="Kind">Kind of change.</param>
/// <param name="Job">The job after the change.</param>
/// <param name="ItemIndex">Index of the image that changed, from 0; null when the whole job changed.</param>
/// <param name="At">When the change was recorded, UTC.</param>
public sealed record JobEvent(JobEventKind Kind, JobSnapshot Job, int? ItemIndex, DateTimeOffset At);
