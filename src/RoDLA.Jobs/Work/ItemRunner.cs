using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results.Cache;

namespace RoDLA.Jobs.Work;

/// <summary>One attempt at one image: its file, the answer from the cache or from the pipeline, the result on disk.</summary>
internal sealed class ItemRunner(
    InputFiles inputs, IPagePipeline pipeline, ResultWriter results, IResultCache cache, TimeProvider time)
{
    /// <summary>Makes the result of an image.</summary>
    public async Task<ItemResult> RunAsync(JobDefinition job, int index, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        InputFile file = await inputs.OpenAsync(job, index, cancellationToken).ConfigureAwait(false);
        ItemDefinition item = job.Items[index];
        PageRequest request = new(item.Name, item.Page, job.Settings.ScoreThreshold, job.Settings.DrawsImages)
        {
            Perturbation = job.Settings.Perturbations?.For(index),
            Priority = RequestPriority.Batch,
        };
        string? key = cache.Key(file.ContentHash, request);
        ItemResult result = await FindAsync(job, index, key, started, cancellationToken).ConfigureAwait(false)
            ?? await MakeAsync(job, index, file, request, key, cancellationToken).ConfigureAwait(false);
        return result with { Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3) };
    }

    /// <summary>Removes the result of an image whose end was refused.</summary>
    public void RemoveResult(JobDefinition job, int index) => results.Remove(job, index);

    private async Task<ItemResult?> FindAsync(
        JobDefinition job, int index, string? key, long started, CancellationToken cancellationToken) =>
        key is not null && await cache.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } kept
            ? await results.WriteCopyAsync(job, index, kept, time.GetElapsedTime(started).TotalMilliseconds).ConfigureAwait(false)
            : null;

    private async Task<ItemResult> MakeAsync(
        JobDefinition job, int index, InputFile file, PageRequest request, string? key, CancellationToken cancellationToken)
    {
        PageReport report = await pipeline.AnalyzeAsync(file.Document, request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // A perturbation that failed may not fail again.
        bool isKept = key is not null && report.PerturbationInfo is not { Failed.Count: > 0 };
        return await results.WriteAsync(
            job, index, report, isKept ? json => cache.KeepAsync(key!, json, CancellationToken.None) : null).ConfigureAwait(false);
    }
}
