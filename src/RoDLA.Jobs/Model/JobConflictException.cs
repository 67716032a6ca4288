namespace RoDLA.Jobs.Model;

/// <summary>Something was asked of a job that does not go with its state.</summary>
/// <param name="message">What, and what to do, for people.</param>
public sealed class JobConflictException(string message) : Exception(message);
