namespace RoDLA.Api.Health;

/// <summary>Answer of a probe.</summary>
/// <param name="Status">alive or ready.</param>
public sealed record ProbeReport(string Status);
