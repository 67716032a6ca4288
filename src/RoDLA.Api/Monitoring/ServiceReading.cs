namespace RoDLA.Api.Monitoring;

/// <summary>What the service holds at one moment.</summary>
internal sealed record ServiceReading
{
    /// <summary>Jobs that are not final, newest first.</summary>
    public required IReadOnlyList<JobSnapshot> Jobs { get; init; }

    /// <summary>Jobs that ended since a time.</summary>
    public required int EndedJobs { get; init; }

    public int ActiveJobs => Jobs.Count(job => job.State == JobState.Processing);

    public int QueuedJobs => Jobs.Count(job => job.State == JobState.Queued);

    public int QueuedImages => Jobs.Sum(job => job.Progress.Remaining);

    public required int Workers { get; init; }

    /// <summary>Workers that process an image now.</summary>
    public int BusyWorkers => Jobs.Where(job => job.State == JobState.Processing)
        .Sum(job => job.Items.Count(item => item.State == ItemState.Processing));

    public required int PixelRequests { get; init; }

    public required long PixelBytes { get; init; }

    public required double CpuPercent { get; init; }

    public required long MemoryBytes { get; init; }

    public required long DiskFreeBytes { get; init; }

    public required int Children { get; init; }

    /// <summary>Null without a GPU.</summary>
    public required GpuReading? Gpu { get; init; }

    public required DetectorStatus Detector { get; init; }
}
