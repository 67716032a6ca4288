using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Perturbations;

namespace RoDLA.Jobs.Status;

/// <summary>Makes the status of a job.</summary>
internal static class StatusMapping
{
    /// <summary>The status of a job, for clients.</summary>
    public static BatchJobStatus Map(JobSnapshot job, JobPaths paths)
    {
        (List<BatchImageStatus> done, List<BatchImageStatus> unfinished) = Images(job, paths);
        JobProgress progress = job.Progress;
        return new BatchJobStatus
        {
            JobId = job.Definition.JobId,
            Status = job.State,
            CreatedAt = job.Definition.CreatedAt,
            UpdatedAt = job.UpdatedAt,
            StartedAt = job.StartedAt,
            CompletedAt = job.EndedAt,
            Config = Config(job.Definition),
            Progress = Progress(job),
            Results = done,
            Unfinished = unfinished,
            Summary = job.Summary,
            OutputDir = job.Definition.OutputFolder is null ? null : paths.Shown(paths.ResultFolder(job.Definition)),
            Error = job.Error,
            LastError = BatchLastError.From(progress.LastFailure),
            Priority = job.Definition.Priority,
            QueuePosition = progress.QueuePosition,
            ImagesPerMinute = progress.ImagesPerMinute,
            EstimatedTimeRemainingSeconds = progress.SecondsLeft,
            SuccessRate = progress.SuccessRate,
        };
    }

    private static (List<BatchImageStatus> Done, List<BatchImageStatus> Unfinished) Images(JobSnapshot job, JobPaths paths)
    {
        List<BatchImageStatus> done = new(job.Progress.Current);
        List<BatchImageStatus> unfinished = new(job.Items.Count - job.Progress.Current);
        int index = 0;
        foreach (ItemRecord item in job.Items)
        {
            (item.State.IsFinal() ? done : unfinished).Add(Image(job.Definition, index++, item, paths));
        }

        return (done, unfinished);
    }

    /// <summary>The status of an image.</summary>
    public static BatchImageStatus Image(JobDefinition job, int index, ItemRecord item, JobPaths paths)
    {
        ItemDefinition definition = job.Items[index];
        return new BatchImageStatus(definition.Name, item.State, index)
        {
            Page = definition.Page,
            Attempts = item.Attempts,
            TraceId = definition.TraceId,
            ProcessingTime = Seconds(item),
            DetectionsCount = item.Result?.Detections,
            AverageConfidence = item.Result?.AverageConfidence,
            Cached = item.Result?.Cached,
            ResultPath = item.Result is null || job.OutputFolder is null ? null : paths.Shown(paths.Result(job, index)),
            Error = item.Error,
            ErrorCategory = item.Category,
            StartedAt = item.StartedAt,
            CompletedAt = item.EndedAt,
            RetryAt = item.NotBefore,
        };
    }

    private static BatchJobProgress Progress(JobSnapshot job) => new(
        job.Progress.Current,
        job.Progress.Total,
        job.Progress.Percentage,
        job.Progress.Successful,
        job.Progress.Failed,
        job.Progress.Cancelled,
        [.. job.Items.Select(Seconds).OfType<double>()]);

    // What failed has taken its time too, unless it was given up before it was begun.
    private static double? Seconds(ItemRecord item) => item switch
    {
        { Result.Seconds: double seconds } => seconds,
        { State: ItemState.Failed, StartedAt: { } begun, EndedAt: { } ended } => Math.Round(Math.Max(0, (ended - begun).TotalSeconds), 3),
        _ => null,
    };

    private static BatchJobConfig Config(JobDefinition job)
    {
        JobSettings settings = job.Settings;
        return new BatchJobConfig(
            job.Items.Count,
            settings.ScoreThreshold,
            settings.Visualization,
            Perturbations(settings.Perturbations),
            settings.Perturbations?.Scope ?? PerturbationScope.Shared,
            settings.SaveJson,
            settings.Perturbations?.BackgroundFolder,
            [.. job.Items.Select(i => i.Name)])
        {
            Seed = settings.Perturbations?.Seed,
            Mode = settings.Perturbations?.Mode ?? PerturbationMode.Standard,
            MaxConcurrent = job.Policy.MaxConcurrent,
            MaxRetries = job.Policy.MaxRetries,
            RetryDelay = (long)job.Policy.RetryDelay.TotalMilliseconds,
            NotifiesWebhook = job.Notification?.WebhookUrl is not null,
            NotifiesEmail = job.Notification?.Email is not null,
        };
    }

    private static object? Perturbations(JobPerturbations? perturbations) => perturbations switch
    {
        null or { Scope: PerturbationScope.Shared, Chains: [{ Count: 0 }] } => null,
        { Scope: PerturbationScope.Shared, Chains: [var chain, ..] } => chain.Select(PerturbationStatus.From).ToArray(),
        _ => perturbations.Chains.Select(c => c.Select(PerturbationStatus.From).ToArray()).ToArray(),
    };
}
