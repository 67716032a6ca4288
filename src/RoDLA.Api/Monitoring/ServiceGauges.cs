using Prometheus;

namespace RoDLA.Api.Monitoring;

/// <summary>What the service holds at the moment of a scrape: jobs, queues, memory, disk.</summary>
internal sealed class ServiceGauges
{
    private readonly IJobEngine _jobs;
    private readonly IDiskGuard _disk;
    private readonly ILayoutDetector _detector;
    private readonly PixelBudget _pixels;
    private readonly ProcessorShare _processor;
    private readonly (GpuMeter Meter, Gauge Load, Gauge Memory)? _gpu;
    private readonly Gauge _activeJobs;
    private readonly Gauge _queues;
    private readonly Gauge _cpu;
    private readonly Gauge _memory;
    private readonly Gauge _pixelBytes;
    private readonly Gauge _diskFree;
    private readonly Gauge _modelReady;

    public ServiceGauges(
        IMetricFactory factory, IJobEngine jobs, IDiskGuard disk, ILayoutDetector detector, PixelBudget pixels, TimeProvider time)
    {
        (_jobs, _disk, _detector, _pixels, _processor) = (jobs, disk, detector, pixels, new ProcessorShare(time));
        _activeJobs = factory.CreateGauge("active_jobs", "Jobs that are being processed.");
        _queues = factory.CreateGauge("queue_length", "Waiting jobs, images of jobs, and requests for pixel memory.", ["queue"]);
        _cpu = factory.CreateGauge("cpu_usage_percent", "CPU time of the process since the last scrape, in percent of all cores.");
        _memory = factory.CreateGauge("memory_usage_bytes", "Resident memory of the process.");
        _pixelBytes = factory.CreateGauge("rodla_pixel_bytes", "Bytes of decoded pixels that pages hold now.");
        factory.CreateGauge("rodla_pixel_bytes_limit", "Bytes of decoded pixels that pages may hold.").Set(pixels.Bytes);
        _diskFree = factory.CreateGauge("rodla_disk_free_bytes", "Free bytes of the disk with the output folder.");
        _gpu = GpuMeter.TryOpen() is { } meter
            ? (meter,
                factory.CreateGauge("gpu_utilization_percent", "Percent of the time in which the GPU computes."),
                factory.CreateGauge("rodla_gpu_memory_bytes", "Bytes of the GPU's memory in use, by all processes."))
            : null;
        _modelReady = factory.CreateGauge("rodla_model_ready", "1 when the model is loaded.");
    }

    /// <summary>Sets all gauges.</summary>
    public void Update()
    {
        JobSnapshot[] unfinished = [.. _jobs.List().Where(job => !job.IsFinal)];
        _activeJobs.Set(unfinished.Count(job => job.State == JobState.Processing));
        _queues.WithLabels("inference").Set(unfinished.Count(job => job.State == JobState.Queued));
        _queues.WithLabels("images").Set(unfinished.Sum(job => job.Progress.Remaining));
        _queues.WithLabels("pixels").Set(_pixels.Waiting);
        _cpu.Set(_processor.Percent());
        _memory.Set(Environment.WorkingSet);
        _pixelBytes.Set(_pixels.InUse);
        _diskFree.Set(_disk.FreeBytes);
        if (_gpu is (GpuMeter meter, Gauge load, Gauge memory))
        {
            (double percent, double bytes) = meter.Read();
            load.Set(percent);
            memory.Set(bytes);
        }

        _modelReady.Set(_detector.Status.State == DetectorState.Ready ? 1 : 0);
    }
}
