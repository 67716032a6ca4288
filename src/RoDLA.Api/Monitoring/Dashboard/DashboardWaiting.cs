namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>What waits.</summary>
/// <param name="Jobs">Jobs whose first image waits for a worker.</param>
/// <param name="Images">Images of jobs that are not finished.</param>
/// <param name="Pixels">Requests that wait for memory of pixels.</param>
public sealed record DashboardWaiting(int Jobs, int Images, int Pixels);
