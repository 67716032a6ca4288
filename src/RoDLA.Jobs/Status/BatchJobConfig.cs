using System.Text.Json.Serialization;
using RoDLA.Jobs.Model;
using RoDLA.Perturbations;

namespace RoDLA.Jobs.Status;

/// <summary>What was asked of a job.</summary>
/// <param name="TotalImages">Number of images.</param>
/// <param name="ScoreThreshold">Kept are detections with a confidence above this, 0 to 1.</param>
/// <param name="VisualizationMode">none, per_image, summary or both.</param>
/// <param name="Perturbations">A list of perturbations, or a list of such lists, one for each image; null for none.</param>
/// <param name="PerturbationMode">shared or per_image.</param>
/// <param name="SaveJson">Whether the results have a folder of their own.</param>
/// <param name="BackgroundFolder">Folder of background pictures; null for the service's own, or that of each entry.</param>
/// <param name="Filenames">The sender's names, in order.</param>
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
    /// <summary>Key of the random numbers, the same for every image; null when one is drawn for each.</summary>
    public long? Seed { get; init; }

    /// <summary>standard or reference: whose behaviour the perturbations follow.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Images of the job at once; null for as many as there are workers.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Attempts after the first, for faults that may pass.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Milliseconds before the first retry, as in a request; they double with each.</summary>
    public long RetryDelay { get; init; }

    /// <summary>Whether a web address is told of the end.</summary>
    [JsonPropertyName("notifies_webhook")]
    public bool NotifiesWebhook { get; init; }

    /// <summary>Whether somebody gets a letter at the end.</summary>
    [JsonPropertyName("notifies_email")]
    public bool NotifiesEmail { get; init; }
}
