using RoDLA.Jobs.Definition;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.States;
using RoDLA.Jobs.Store;

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
            LastError = progress.LastFailure is { } failure
                ? new BatchLastError(failure.Image, failure.Index, failure.Error, failure.Category, failure.At)
                : null,
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
            ProcessingTime = item.Result?.Seconds,
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
        [.. job.Items.Where(i => i.Result is not null).Select(i => i.Result!.Seconds)]);

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
            MaxConcurrent = job.Policy.MaxConcurrent,
            MaxRetries = job.Policy.MaxRetries,
            RetryDelay = job.Policy.RetryDelay.TotalSeconds,
            NotifiesWebhook = job.Notification?.WebhookUrl is not null,
            NotifiesEmail = job.Notification?.Email is not null,
        };
    }

    private static object? Perturbations(JobPerturbations? perturbations) => perturbations switch
    {
        null => null,
        { Scope: PerturbationScope.Shared, Chains: [var chain, ..] } => chain.Select(PerturbationStatus.From).ToArray(),
        _ => perturbations.Chains.Select(c => c.Select(PerturbationStatus.From).ToArray()).ToArray(),
    };
}
