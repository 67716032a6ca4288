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
    private readonly Histogram _wait;
    private readonly Counter _events;
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
        _wait = factory.CreateHistogram(
            "rodla_job_image_wait_seconds",
            "Time that an image of a job waited for a worker, before its first attempt.",
            new HistogramConfiguration { Buckets = Buckets.OfJobs });
        _events = factory.CreateCounter("rodla_job_events_total", "Events of jobs, whether or not anyone subscribes to them.", ["kind"]);
        _retries = factory.CreateCounter("rodla_job_image_retries_total", "Attempts at images after the first.");
        _cacheHits = factory.CreateCounter("rodla_result_cache_hits_total", "Images of jobs whose result was in the cache.");

        // Rates of states that no job has entered yet are zero and not missing.
        foreach (JobState state in Enum.GetValues<JobState>())
        {
            _jobs.WithLabels(ReportJson.Word(state));
        }
    }

    /// <summary>A job was accepted.</summary>
    public void Accepted() => Enter(JobState.Queued);

    /// <summary>An event of a job was published.</summary>
    public void Observe(JobEventKind kind, JobSnapshot job, DateTimeOffset at, ReadOnlySpan<int> items)
    {
        _events.WithLabels(ReportJson.Word(kind)).Inc(Math.Max(1, items.Length));
        switch (kind)
        {
            case JobEventKind.Progress:
                ObserveBegin(job, at, items);
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

    private void ObserveBegin(JobSnapshot job, DateTimeOffset at, ReadOnlySpan<int> items)
    {
        if (job.StartedAt == at)
        {
            Enter(JobState.Processing);
        }

        foreach (int item in items)
        {
            if (job.Items[item].Attempts == 1)
            {
                _wait.Observe((at - (job.Definition.NotBefore ?? job.Definition.CreatedAt)).TotalSeconds);
            }
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
