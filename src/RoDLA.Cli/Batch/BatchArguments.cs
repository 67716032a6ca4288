using RoDLA.Jobs.Definition;
using RoDLA.Perturbations;

namespace RoDLA.Cli.Batch;

/// <summary>What <c>batch</c> was told.</summary>
internal sealed record BatchArguments
{
    /// <summary>Service that does the work; null for this process.</summary>
    public Uri? Server { get; init; }

    /// <summary>Names of the files to take out of folders, with * and ?.</summary>
    public string Pattern { get; init; } = "*";

    /// <summary>What to do to every image before the detection.</summary>
    public IReadOnlyList<PerturbationStep> Steps { get; init; } = [];

    /// <summary>Key of the random numbers; null to have one drawn for each image.</summary>
    public long? Seed { get; init; }

    /// <summary>Which charts are drawn.</summary>
    public VisualizationMode Visualization { get; init; }

    /// <summary>Which jobs of a service go before this one.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>Formats to write the results in.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];
}
