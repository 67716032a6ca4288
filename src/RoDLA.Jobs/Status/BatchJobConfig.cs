using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>Options of a job.</summary>
/// <param name="TotalImages">Number of images.</param>
/// <param name="ScoreThreshold">Detections with a confidence above this are kept, 0 to 1.</param>
/// <param name="VisualizationMode">none, per_image, summary or both.</param>
/// <param name="Perturbations">A list of perturbations, or a list of such lists, one for each image; null for none.</param>
/// <param name="PerturbationMode">shared or per_image.</param>
/// <param name="SaveJson">Whether the results have a folder of their own.</param>
/// <param name="BackgroundFolder">Folder of background pictures; null for the service's own, or that of each entry.</param>
/// <param name="Filenames">The client's names of the images, in order.</param>
public sealed record BatchJobConfig(
    int TotalImages,
    float ScoreThreshold,
    VisualizationMode VisualizationMode,
    object? Perturbations,
    PerturbationScope PerturbationMode,
    bool SaveJson,
    string? BackgroundFolder,
    IReadOnlyList<string> Filenames)
{
    /// <summary>Seed of the random numbers of every image; null when one is drawn for each.</summary>
    public long? Seed { get; init; }

    /// <summary>standard or reference: implementation of the perturbations.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Most images of the job at a time; null for the number of workers.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Attempts after the first, for transient errors.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Milliseconds before the first retry, as in a request; doubled with each retry.</summary>
    public long RetryDelay { get; init; }

    /// <summary>Earliest time that an image of it is begun, UTC; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether a webhook is called at the end.</summary>
    [JsonPropertyName("notifies_webhook")]
    public bool NotifiesWebhook { get; init; }

    /// <summary>Whether an email is sent at the end.</summary>
    [JsonPropertyName("notifies_email")]
    public bool NotifiesEmail { get; init; }

    /// <summary>The options of a job.</summary>
    internal static BatchJobConfig From(JobDefinition job)
    {
        JobSettings settings = job.Settings;
        return new BatchJobConfig(
            job.Items.Count,
            settings.Detection.ScoreThreshold,
            settings.Visualization,
            ChainsOf(settings.Perturbations),
            settings.Perturbations?.Scope ?? PerturbationScope.Shared,
            settings.SaveJson,
            settings.Perturbations?.BackgroundFolder,
            [.. job.Items.Select(i => i.Name)])
        {
            Seed = settings.Perturbations?.Seed,
            Mode = settings.Perturbations?.Mode ?? RoDLA.Perturbations.PerturbationMode.Standard,
            MaxConcurrent = job.Policy.MaxConcurrent,
            MaxRetries = job.Policy.MaxRetries,
            RetryDelay = (long)job.Policy.RetryDelay.TotalMilliseconds,
            NotBefore = job.NotBefore,
            NotifiesWebhook = job.Notification?.WebhookUrl is not null,
            NotifiesEmail = job.Notification?.Email is not null,
        };
    }

    private static object? ChainsOf(JobPerturbations? perturbations) => perturbations switch
    {
        null or { Scope: PerturbationScope.Shared, Chains: [{ Count: 0 }] } => null,
        { Scope: PerturbationScope.Shared, Chains: [var chain, ..] } => chain.Select(PerturbationStatus.From).ToArray(),
        _ => perturbations.Chains.Select(c => c.Select(PerturbationStatus.From).ToArray()).ToArray(),
    };
}
