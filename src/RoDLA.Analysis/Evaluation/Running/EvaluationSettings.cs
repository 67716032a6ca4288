using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>What is done to each page of an evaluation.</summary>
/// <param name="Steps">The perturbations, each a cell of its own beside the clean pages.</param>
/// <param name="Detection">How a page is looked at. The benchmark has no threshold: a score threshold of 0.</param>
public sealed record EvaluationSettings(IReadOnlyList<PerturbationStep> Steps, DetectionSettings Detection)
{
    /// <summary>Key that the seed of each page is made from, with the page's name, the perturbation and its degree. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Which behaviour the perturbations follow. Default <see cref="PerturbationMode.Standard"/>.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Least confidence of the clean detections that stand in as truth on pages without labels. Default 0.3.</summary>
    public float TruthThreshold { get; init; } = 0.3f;

    /// <summary>Whether to measure MS-SSIM and CW-SSIM of the perturbed pages, for a table of effects.</summary>
    public bool MeasureEffects { get; init; }

    /// <summary>Name of the protocol: <c>rodla</c> (100, 300 and 1000 detections) or <c>coco</c> (1, 10 and 100).</summary>
    public string Protocol { get; init; } = DefaultProtocol;

    /// <summary>The default of <see cref="Protocol"/>.</summary>
    public static string DefaultProtocol => CocoProtocol.Rodla.Name;

    /// <summary>The names of the protocols.</summary>
    public static IReadOnlyList<string> Protocols { get; } = [.. CocoProtocol.ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Every perturbation in every degree.</summary>
    public static IReadOnlyList<PerturbationStep> AllSteps { get; } =
    [
        .. PerturbationCatalog.All.SelectMany(
            p => Enumerable.Range(1, PerturbationCatalog.DegreeLevels.Count).Select(degree => new PerturbationStep(p.Name, degree))),
    ];

    /// <summary>Reads a list of perturbations: <c>all</c>, <c>none</c>, or types and types with a degree with commas between.</summary>
    /// <returns>The perturbations in the order of the catalogue; null when the text is not understood.</returns>
    public static IReadOnlyList<PerturbationStep>? ReadSteps(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return AllSteps;
        }

        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        string[] entries = text.Split(',', StringSplitOptions.TrimEntries);
        PerturbationStep[] steps = [.. AllSteps.Where(s => entries.Any(e => e == s.Type || e == CellName.Of(s)))];
        return entries.All(e => steps.Any(s => e == s.Type || e == CellName.Of(s))) ? steps : null;
    }

    /// <summary>The cells of a page: clean first.</summary>
    [JsonIgnore]
    public IEnumerable<PerturbationStep?> Cells => Steps.Prepend<PerturbationStep?>(null);
}
