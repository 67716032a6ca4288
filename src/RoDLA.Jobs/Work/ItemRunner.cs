using RoDLA.Analysis.Telemetry;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results.Cache;

namespace RoDLA.Jobs.Work;

/// <summary>One attempt at an image: opens its file, takes the report from the cache or the pipeline, and stores the result.</summary>
internal sealed class ItemRunner(
    InputFiles inputs,
    IPagePipeline pipeline,
    ResultWriter results,
    IResultCache cache,
    SpeedMeter speed,
    IEnumerable<IPageObserver> observers,
    TimeProvider time)
    : IItemRunner
{
    /// <inheritdoc/>
    public async Task<ItemResult> RunAsync(JobDefinition job, int index, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        InputFile file = await inputs.OpenAsync(job, index, cancellationToken).ConfigureAwait(false);
        ItemDefinition item = job.Items[index];
        PageRequest request = new(item.Name, item.Page, job.Settings.Detection, job.Settings.DrawsImages)
        {
            Perturbation = job.Settings.Perturbations?.For(index),
            Text = job.Settings.Text,
            Priority = RequestPriority.Batch,
            Owner = job.Owner,
        };
        string? key = cache.Key(file.ContentHash, request);
        ItemResult? result = key is not null && await cache.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } kept
            ? await results.WriteCopyAsync(job, index, kept, time.GetElapsedTime(started).TotalMilliseconds).ConfigureAwait(false)
            : null;
        if (result is null)
        {
            PageReport report = await pipeline.AnalyzeAsync(file.Document, request, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();

            // A failed perturbation may succeed the next time, and a tool that reads text may be installed.
            bool isCacheable = key is not null && report.PerturbationInfo is not { Failed.Count: > 0 }
                && (request.Text is null || report.AllDetections.Any(detection => detection.Text is not null));
            result = await results.WriteAsync(
                job, index, report, isCacheable ? json => cache.KeepAsync(key!, json, CancellationToken.None) : null).ConfigureAwait(false);
            speed.Observe(time.GetElapsedTime(started).TotalSeconds);
        }
        else
        {
            foreach (IPageObserver observer in observers)
            {
                observer.Observe(job.Owner, TimeSpan.Zero);
            }
        }

        return result with { Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3) };
    }

    /// <inheritdoc/>
    public void RemoveResult(JobDefinition job, int index) => results.Remove(job, index);
}
