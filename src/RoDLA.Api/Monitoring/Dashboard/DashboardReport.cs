namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>The state of the service for a screen. Figures are of the whole service; jobs are those that the caller may see.</summary>
/// <param name="Timestamp">When it was read, UTC.</param>
/// <param name="UptimeSeconds">Time since the process started.</param>
/// <param name="Model">The model.</param>
/// <param name="Jobs">Jobs that are not finished.</param>
/// <param name="Queue">What waits.</param>
/// <param name="Workers">Workers that take images of jobs.</param>
/// <param name="Requests">Requests of the last minute.</param>
/// <param name="Inference">Images of the last minute.</param>
/// <param name="System">Memory, CPU, disk and GPU.</param>
/// <param name="History">The last hour.</param>
public sealed record DashboardReport(
    DateTimeOffset Timestamp,
    double UptimeSeconds,
    DashboardModel Model,
    DashboardJobs Jobs,
    DashboardWaiting Queue,
    DashboardWorkers Workers,
    DashboardRequests Requests,
    DashboardInference Inference,
    DashboardSystem System,
    DashboardHistory History);
