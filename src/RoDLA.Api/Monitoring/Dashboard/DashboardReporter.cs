using RoDLA.Api.Batches.Status;
using RoDLA.Api.Health;
using RoDLA.Api.Inference.Status;

namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>Makes the dashboard.</summary>
internal sealed class DashboardReporter(
    ServiceSampler sampler, ServiceReader reader, JobAccess jobs, ILayoutDetector detector, TimeProvider time)
{
    /// <summary>The dashboard, for the caller of the request that is being answered.</summary>
    public DashboardReport Report()
    {
        (ServiceReading now, ServiceRates rates) = sampler.Read();
        (IReadOnlyList<DateTimeOffset> times, IReadOnlyDictionary<string, IReadOnlyList<double?>> series) = sampler.History.Read();
        DateTimeOffset at = time.GetUtcNow();
        return new DashboardReport(
            at,
            Math.Round((at - HealthReporter.Started).TotalSeconds, 1),
            new DashboardModel(detector.Model.Name, now.Detector.State, now.Detector.ExecutionProvider),
            new DashboardJobs(now.ActiveJobs, now.QueuedJobs, now.EndedJobs, CurrentJobs(at)),
            new DashboardWaiting(now.QueuedJobs, now.QueuedImages, now.PixelRequests),
            new DashboardWorkers(now.Workers, now.BusyWorkers),
            new DashboardRequests(rates.Seconds, rates.RequestsPerSecond, rates.P50, rates.P95, rates.P99, rates.ErrorPercent),
            new DashboardInference(rates.ImagesPerMinute, rates.InferenceSeconds),
            new DashboardSystem(
                now.CpuPercent, now.MemoryBytes, now.PixelBytes, reader.PixelLimit, now.DiskFreeBytes, now.Children, now.Gpu),
            new DashboardHistory(ServiceHistory.Interval.TotalSeconds, times, series));
    }

    private IReadOnlyList<InferenceStatus> CurrentJobs(DateTimeOffset at)
    {
        JobSnapshot[] shown =
        [
            .. jobs.List().Where(job => !job.IsFinal)
                .OrderBy(job => job.State == JobState.Queued).Take(DashboardJobs.MostShown),
        ];
        return [.. jobs.View(ApiSurface.Inference, shown).Select(view => InferenceStatus.From(view, at))];
    }
}
