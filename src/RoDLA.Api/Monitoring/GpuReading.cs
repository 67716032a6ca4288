namespace RoDLA.Api.Monitoring;

/// <summary>Load and memory of the GPU; null where the library does not tell.</summary>
/// <param name="Percent">Percent of the last interval in which it computed.</param>
/// <param name="MemoryBytes">Bytes of its memory in use, by all processes.</param>
/// <param name="MemoryTotalBytes">Bytes of its memory.</param>
public sealed record GpuReading(double? Percent, double? MemoryBytes, double? MemoryTotalBytes);
