namespace RoDLA.Jobs.Retention;

/// <summary>For how long nothing has happened to a job.</summary>
/// <param name="Total">By the wall clock when this process first saw it, with what has passed since.</param>
/// <param name="Seen">The part of it that this process was there for.</param>
internal readonly record struct JobAge(TimeSpan Total, TimeSpan Seen);
