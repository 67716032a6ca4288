namespace RoDLA.Jobs.Model;

/// <summary>Something that happened to a job, for those who follow it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Job">The job right after it.</param>
/// <param name="ItemIndex">The image it happened to, from 0; null when it is about the whole job.</param>
/// <param name="At">When it was stored, UTC.</param>
public sealed record JobEvent(JobEventKind Kind, JobSnapshot Job, int? ItemIndex, DateTimeOffset At);
