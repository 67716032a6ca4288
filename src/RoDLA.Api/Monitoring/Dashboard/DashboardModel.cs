namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>The model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">loading, ready or failed.</param>
/// <param name="ExecutionProvider">Where it runs; null until it is loaded.</param>
public sealed record DashboardModel(string Name, DetectorState Status, string? ExecutionProvider);
