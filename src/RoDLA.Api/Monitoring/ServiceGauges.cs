using Prometheus;

namespace RoDLA.Api.Monitoring;

/// <summary>What the service holds at the moment of a scrape: jobs, queues, workers, memory, disk, GPU.</summary>
internal sealed class ServiceGauges
{
    private readonly ServiceReader _reader;
    private readonly Gauge _activeJobs;
    private readonly Gauge _queues;
    private readonly Gauge _workers;
    private readonly Gauge _busyWorkers;
    private readonly Gauge _cpu;
    private readonly Gauge _memory;
    private readonly Gauge _pixelBytes;
    private readonly Gauge _diskFree;
    private readonly Gauge _children;
    private readonly Gauge _modelReady;
    private readonly (Gauge Load, Gauge Memory)? _gpu;

    public ServiceGauges(IMetricFactory factory, ServiceReader reader)
    {
        _reader = reader;
        _activeJobs = factory.CreateGauge("active_jobs", "Jobs that are being processed.");
        _queues = factory.CreateGauge("queue_length", "Waiting jobs, images of jobs, and requests for pixel memory.", ["queue"]);
        _workers = factory.CreateGauge("active_workers", "Workers that take images of jobs.");
        _busyWorkers = factory.CreateGauge("rodla_busy_workers", "Workers that process an image now.");
        _cpu = factory.CreateGauge("cpu_usage_percent", "CPU time of the process since it was read last, in percent of all cores.");
        _memory = factory.CreateGauge("memory_usage_bytes", "Resident memory of the process.");
        _pixelBytes = factory.CreateGauge("rodla_pixel_bytes", "Bytes of decoded pixels that pages hold now.");
        factory.CreateGauge("rodla_pixel_bytes_limit", "Bytes of decoded pixels that pages may hold.").Set(reader.PixelLimit);
        _diskFree = factory.CreateGauge("rodla_disk_free_bytes", "Free bytes of the disk with the output folder.");
        _children = factory.CreateGauge("rodla_child_processes", "Child processes that run now: PDF pages, recognition of text, rules.");
        _modelReady = factory.CreateGauge("rodla_model_ready", "1 when the model is loaded.");
        _gpu = reader.HasGpu
            ? (factory.CreateGauge("gpu_utilization_percent", "Percent of the time in which the GPU computes."),
                factory.CreateGauge("rodla_gpu_memory_bytes", "Bytes of the GPU's memory in use, by all processes."))
            : null;
    }

    /// <summary>Sets all gauges.</summary>
    public void Update()
    {
        ServiceReading now = _reader.Read(DateTimeOffset.MaxValue);
        _activeJobs.Set(now.ActiveJobs);
        _queues.WithLabels("inference").Set(now.QueuedJobs);
        _queues.WithLabels("images").Set(now.QueuedImages);
        _queues.WithLabels("pixels").Set(now.PixelRequests);
        _workers.Set(now.Workers);
        _busyWorkers.Set(now.BusyWorkers);
        _cpu.Set(now.CpuPercent);
        _memory.Set(now.MemoryBytes);
        _pixelBytes.Set(now.PixelBytes);
        _diskFree.Set(now.DiskFreeBytes);
        _children.Set(now.Children);
        _modelReady.Set(now.Detector.State == DetectorState.Ready ? 1 : 0);
        if (_gpu is (Gauge load, Gauge memory) && now.Gpu is { } gpu)
        {
            load.Set(gpu.Percent ?? double.NaN);
            memory.Set(gpu.MemoryBytes ?? double.NaN);
        }
    }
}
