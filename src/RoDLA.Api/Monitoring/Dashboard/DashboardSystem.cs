namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>Memory, CPU, disk and GPU.</summary>
/// <param name="CpuPercent">CPU time of the process, in percent of all cores.</param>
/// <param name="MemoryBytes">Resident memory of the process.</param>
/// <param name="PixelBytes">Bytes of decoded pixels.</param>
/// <param name="PixelLimitBytes">Bytes of decoded pixels that pages may hold.</param>
/// <param name="DiskFreeBytes">Free bytes of the disk with the output folder.</param>
/// <param name="ChildProcesses">Child processes that run now.</param>
/// <param name="Gpu">The first GPU; null without one.</param>
public sealed record DashboardSystem(
    double CpuPercent,
    long MemoryBytes,
    long PixelBytes,
    long PixelLimitBytes,
    long DiskFreeBytes,
    int ChildProcesses,
    GpuReading? Gpu);
