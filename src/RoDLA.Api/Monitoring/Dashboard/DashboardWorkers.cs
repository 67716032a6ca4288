namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>Workers that take images of jobs.</summary>
/// <param name="Active">Workers.</param>
/// <param name="Busy">Those that process an image now.</param>
public sealed record DashboardWorkers(int Active, int Busy);
