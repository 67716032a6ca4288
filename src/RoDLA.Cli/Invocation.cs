using RoDLA.Analysis.Pipeline;
using RoDLA.Cli.Batch;

namespace RoDLA.Cli;

/// <summary>A command line, understood.</summary>
internal sealed record Invocation
{
    /// <summary>What to do.</summary>
    public CommandKind Command { get; init; }

    /// <summary>Files to work on.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Folder for the answers; null prints them.</summary>
    public string? Out { get; init; }

    /// <summary>Whether to write a picture with the boxes beside each answer.</summary>
    public bool Annotate { get; init; }

    /// <summary>Whether to draw the charts.</summary>
    public bool Charts { get; init; }

    /// <summary>Confidence threshold; null for the configured one.</summary>
    public float? Threshold { get; init; }

    /// <summary>Pages to read.</summary>
    public PageSelection Page { get; init; } = PageSelection.First;

    /// <summary>What the commands that perturb were told.</summary>
    public PerturbArguments Perturb { get; init; } = new();

    /// <summary>What <c>batch</c> was told.</summary>
    public BatchArguments Batch { get; init; } = new();

    /// <summary>Settings given as switches, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Everything that is wrong with the command line; nothing is done when there is anything.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];
}
