using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Batch;

/// <summary>Arguments of <c>batch</c>; the options of <see cref="BatchCommand"/> say what they mean.</summary>
internal sealed record BatchArguments
{
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Null for the configured folder.</summary>
    public string? Out { get; init; }

    public DetectionArguments Detection { get; init; } = new();

    public PageSelection Page { get; init; } = PageSelection.First;

    /// <summary>Null for this process.</summary>
    public Uri? Server { get; init; }

    public string Pattern { get; init; } = "*";

    public IReadOnlyList<PerturbationStep> Steps { get; init; } = [];

    /// <summary>Null to have one drawn for each image.</summary>
    public long? Seed { get; init; }

    public VisualizationMode Visualization { get; init; }

    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>How the text of the elements is read; null for not at all.</summary>
    public TextSettings? Text { get; init; }

    public IReadOnlyList<string> Exports { get; init; } = [];

    /// <summary>How they are written.</summary>
    public ExportOptions ExportOptions { get; init; } = new();
}
