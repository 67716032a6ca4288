namespace RoDLA.Jobs.Model;

/// <summary>An operation is not allowed in the job's current state.</summary>
/// <param name="message">Reason, for users.</param>
public sealed class JobConflictException(string message) : Exception(message);
