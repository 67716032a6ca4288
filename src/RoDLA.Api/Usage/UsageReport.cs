namespace RoDLA.Api.Usage;

/// <summary>What the API keys have used.</summary>
/// <param name="Since">When the counting began, UTC; it survives restarts.</param>
/// <param name="Keys">The keys that the caller may see, by name.</param>
public sealed record UsageReport(DateTimeOffset Since, IReadOnlyList<KeyUsage> Keys);
