namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>The last hour, oldest first; empty in the first 15 seconds of the process.</summary>
/// <param name="IntervalSeconds">Seconds between two values.</param>
/// <param name="Times">When the values were read, UTC; at most 240.</param>
/// <param name="Series">
/// For each metric its values at these times: <c>requests_per_second</c>, <c>p50_ms</c>, <c>p95_ms</c>, <c>p99_ms</c>,
/// <c>error_percent</c>, <c>images_per_minute</c>, <c>inference_seconds</c>, <c>jobs_ended</c>, <c>jobs_active</c>, <c>jobs_queued</c>,
/// <c>images_queued</c>, <c>workers_busy</c>, <c>cpu_percent</c>, <c>memory_bytes</c>, <c>pixel_bytes</c>, <c>disk_free_bytes</c>,
/// <c>gpu_percent</c>, <c>gpu_memory_bytes</c>. Null: nothing was measured.
/// </param>
public sealed record DashboardHistory(
    double IntervalSeconds,
    IReadOnlyList<DateTimeOffset> Times,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Series);
