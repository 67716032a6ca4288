namespace RoDLA.Cli.Batch;

/// <summary>Arguments of <c>batch</c>.</summary>
internal sealed record BatchArguments
{
    /// <summary>Folders, ZIP archives and files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Folder for the results; null for the configured one.</summary>
    public string? Out { get; init; }

    /// <summary>Confidence threshold; null for the configured one.</summary>
    public float? Threshold { get; init; }

    /// <summary>Pages to read.</summary>
    public PageSelection Page { get; init; } = PageSelection.First;

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

    /// <summary>Order among the jobs of a service.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>Formats to write the results in.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];
}
