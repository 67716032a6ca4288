using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using RoDLA.Api.Configuration;
using RoDLA.Api.Detection;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Reads what a new job is asked to do beside its images; the fields are the same in a form and in JSON.</summary>
internal sealed class BatchSettings(PerturbationForm perturbations, IJobNotifier notifier, IOptions<ApiOptions> options)
{
    private const int MostConcurrent = 256;
    private const int MostRetries = 20;
    private const int LongestDelay = 300_000;

    private static readonly (string Name, VisualizationMode Value)[] Visualizations =
    [
        ("none", VisualizationMode.None),
        ("per_image", VisualizationMode.PerImage),
        ("summary", VisualizationMode.Summary),
        ("both", VisualizationMode.Both),
    ];

    private static readonly string VisualizationRefusal =
        $"Invalid visualization_mode. Must be one of: [{string.Join(", ", Visualizations.Select(v => $"'{v.Name}'"))}]";

    private static readonly (string Name, JobPriority Value)[] Priorities =
    [
        ("high", JobPriority.High), ("normal", JobPriority.Normal), ("low", JobPriority.Low),
    ];

    /// <summary>Names of the fields.</summary>
    public static IReadOnlySet<string> Fields { get; } = FrozenSet.Create(
        "score_thr", "visualization_mode", "save_json", "priority", "max_concurrent", "max_retries", "retry_delay", "webhook_url", "email", "pages", "page",
        PerturbationForm.ListField, PerturbationForm.FolderField, "seed", "mode");

    /// <summary>Reads them all; unknown ones are left alone, and mistakes are noted in <paramref name="fields"/>.</summary>
    public JobRequest Read(FormFields fields)
    {
        JobSettings settings = new(ReadThreshold(fields))
        {
            Visualization = fields.Choice("visualization_mode", Visualizations, VisualizationRefusal) ?? VisualizationMode.None,
            SaveJson = fields.Boolean("save_json", true),
            Perturbations = new BatchPerturbations(fields, perturbations.Lists(fields)).Read(),
        };
        return new JobRequest(settings)
        {
            Priority = fields.Choice("priority", Priorities) ?? JobPriority.Normal,
            MaxConcurrent = fields.Integer("max_concurrent", 1, MostConcurrent),
            MaxRetries = fields.Integer("max_retries", 0, MostRetries),
            RetryDelay = fields.Integer("retry_delay", 0, LongestDelay) is { } delay ? TimeSpan.FromMilliseconds(delay) : null,
            Notification = ReadNotification(fields),
        };
    }

    private float ReadThreshold(FormFields fields)
    {
        if (fields.Text("score_thr") is not { } text)
        {
            return options.Value.DefaultThreshold;
        }

        if (!Threshold.TryParse(text, out float threshold))
        {
            fields.Tell("score_thr", "Invalid score_thr: Must be between 0 and 1");
        }

        return threshold;
    }

    private JobNotification? ReadNotification(FormFields fields)
    {
        string? webhook = fields.Text("webhook_url")?.Trim();
        string? email = fields.Text("email")?.Trim();
        Check(fields, "webhook_url", webhook is null ? null : new JobNotification(webhook, null));
        Check(fields, "email", email is null ? null : new JobNotification(null, email));
        return webhook is null && email is null ? null : new JobNotification(webhook, email);
    }

    private void Check(FormFields fields, string field, JobNotification? notification)
    {
        if (notification is not null && notifier.WhyRefused(notification) is { } reason)
        {
            fields.Add(field, reason);
        }
    }
}
