namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>Images of the last minute, of requests and of jobs.</summary>
/// <param name="ImagesPerMinute">Images a minute.</param>
/// <param name="AverageSeconds">Mean time in the model of an image, without the wait for it; null without images.</param>
public sealed record DashboardInference(double ImagesPerMinute, double? AverageSeconds);
