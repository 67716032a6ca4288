using Prometheus;
using RoDLA.Analysis.Telemetry;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Counts jobs and images by the states that they enter, and measures how long jobs take.</summary>
internal sealed class JobMetrics
{
    private readonly Counter _jobs;
    private readonly Histogram _duration;
    private readonly Counter _items;
    private readonly Gauge _workers;
    private readonly Counter _retries;
    private readonly Counter _cacheHits;

    public JobMetrics(IMetricFactory factory)
    {
        _jobs = factory.CreateCounter("inference_jobs_total", "Inference jobs by the state that they entered.", ["status"]);
        _duration = factory.CreateHistogram(
            "inference_duration_seconds",
            "Time of a job from its first image to its end.",
            new HistogramConfiguration { Buckets = Buckets.OfJobs });
        _items = factory.CreateCounter("rodla_job_images_total", "Images of jobs by the state that they ended in.", ["status"]);
        _workers = factory.CreateGauge("active_workers", "Workers that take images of jobs.");
        _retries = factory.CreateCounter("rodla_job_image_retries_total", "Attempts at images after the first.");
        _cacheHits = factory.CreateCounter("rodla_result_cache_hits_total", "Images of jobs whose result was in the cache.");

        // Rates of states that no job has entered yet are zero and not missing.
        foreach (JobState state in Enum.GetValues<JobState>())
        {
            _jobs.WithLabels(ReportJson.Word(state));
        }
    }

    /// <summary>Workers started, or ended.</summary>
    public void SetWorkers(int workers) => _workers.Set(workers);

    /// <summary>A job was accepted.</summary>
    public void Accepted() => Enter(JobState.Queued);

    /// <summary>An event of a job was published.</summary>
    public void Observe(JobEventKind kind, JobSnapshot job, DateTimeOffset at, ReadOnlySpan<int> items)
    {
        switch (kind)
        {
            case JobEventKind.Progress when job.StartedAt == at:
                Enter(JobState.Processing);
                break;
            case JobEventKind.ImageComplete:
                foreach (int item in items)
                {
                    ObserveImage(job.Items[item]);
                }

                break;
            case JobEventKind.JobComplete:
                Enter(job.State);
                if (job is { StartedAt: { } started, EndedAt: { } ended })
                {
                    _duration.Observe((ended - started).TotalSeconds);
                }

                break;
        }
    }

    private void Enter(JobState state) => _jobs.WithLabels(ReportJson.Word(state)).Inc();

    private void ObserveImage(ItemRecord item)
    {
        _items.WithLabels(ReportJson.Word(item.State)).Inc();
        _retries.Inc(Math.Max(0, item.Attempts - 1));
        if (item.Result is { Cached: true })
        {
            _cacheHits.Inc();
        }
    }
}
