using RoDLA.Imaging.Processes;
using RoDLA.Jobs;

namespace RoDLA.Api.Monitoring;

/// <summary>Reads what the service holds now, over the jobs of all keys.</summary>
internal sealed class ServiceReader(
    [FromKeyedServices(JobServices.OfAllOwners)] IJobEngine jobs,
    IJobHealth health,
    IDiskGuard disk,
    ILayoutDetector detector,
    PixelBudget pixels,
    TimeProvider time)
{
    private readonly ProcessorShare _processor = new(time);
    private readonly GpuMeter? _gpu = GpuMeter.TryOpen();

    /// <summary>Whether there is a GPU.</summary>
    public bool HasGpu => _gpu is not null;

    /// <summary>Bytes of decoded pixels that pages may hold.</summary>
    public long PixelLimit => pixels.Bytes;

    /// <summary>Reads it.</summary>
    /// <param name="since">From when on ended jobs are counted, UTC.</param>
    public ServiceReading Read(DateTimeOffset since)
    {
        IReadOnlyList<JobSnapshot> all = jobs.List();
        return new ServiceReading
        {
            Jobs = [.. all.Where(job => !job.IsFinal)],
            EndedJobs = all.Count(job => job.EndedAt > since),
            Workers = health.Workers,
            PixelRequests = pixels.Waiting,
            PixelBytes = pixels.InUse,
            CpuPercent = _processor.Percent(),
            MemoryBytes = Environment.WorkingSet,
            DiskFreeBytes = disk.FreeBytes,
            Children = ChildProcess.Running,
            Gpu = _gpu?.Read(),
            Detector = detector.Status,
        };
    }
}
