namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>Requests of the last minute. Percentiles are null without requests, and right within 5 %.</summary>
/// <param name="WindowSeconds">The time that the figures are of; less than a minute after the start, a little more otherwise.</param>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="P50Ms">Half of the requests took at most this, in milliseconds. Subscriptions to events do not count.</param>
/// <param name="P95Ms">95 % took at most this.</param>
/// <param name="P99Ms">99 % took at most this.</param>
/// <param name="ErrorPercent">Share that ended with a fault of the service (5xx), 0 to 100; null without requests.</param>
public sealed record DashboardRequests(
    double WindowSeconds,
    double PerSecond,
    [property: JsonPropertyName("p50_ms")] double? P50Ms,
    [property: JsonPropertyName("p95_ms")] double? P95Ms,
    [property: JsonPropertyName("p99_ms")] double? P99Ms,
    double? ErrorPercent);
