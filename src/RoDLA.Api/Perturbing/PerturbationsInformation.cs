namespace RoDLA.Api.Perturbing;

/// <summary>The perturbations there are.</summary>
/// <param name="TotalPerturbations">Number of types.</param>
/// <param name="Categories">Category → its types.</param>
/// <param name="AllTypes">Every type.</param>
/// <param name="DegreeLevels">Degree → what it means.</param>
/// <param name="Notes">What to know when using them, by subject.</param>
/// <param name="Types">Type → what it does.</param>
/// <param name="Modes">Mode → whose behaviour it follows.</param>
public sealed record PerturbationsInformation(
    int TotalPerturbations,
    IReadOnlyDictionary<string, CategoryInformation> Categories,
    IReadOnlyList<string> AllTypes,
    IReadOnlyDictionary<string, string> DegreeLevels,
    IReadOnlyDictionary<string, string> Notes,
    IReadOnlyDictionary<string, TypeInformation> Types,
    IReadOnlyDictionary<string, string> Modes)
{
    /// <summary>The information, for a service that applies at most <paramref name="maxPerRequest"/> a request.</summary>
    public static PerturbationsInformation Create(int maxPerRequest) => new(
        PerturbationCatalog.All.Count,
        new OrderedDictionary<string, CategoryInformation>(PerturbationCatalog.Categories.Select(c =>
            KeyValuePair.Create(c.Name, new CategoryInformation(c.Types, c.Description, c.TypicalUse)))),
        [.. PerturbationCatalog.All.Select(p => p.Name)],
        ByDegree(PerturbationCatalog.DegreeLevels),
        new OrderedDictionary<string, string>
        {
            ["background"] = "Works without background_folder, which names a folder below the service's backgrounds",
            ["spatial"] = "May change image dimensions slightly",
            ["sequential"] = "Multiple perturbations applied in order specified",
            ["max_per_request"] = string.Create(CultureInfo.InvariantCulture, $"Maximum {maxPerRequest} perturbations per request"),
            ["seed"] = "The same seed gives the same bytes; the seed used is always answered",
            ["boxes"] = "Boxes and polygons sent along come back moved with the page",
        },
        new OrderedDictionary<string, TypeInformation>(PerturbationCatalog.All.Select(p =>
            KeyValuePair.Create(
                p.Name,
                new TypeInformation(p.Category, p.Description, p.UseCase, ByDegree(p.DegreeEffects), p.IsRandom, p.MovesBoxes)))),
        new OrderedDictionary<string, string>
        {
            ["standard"] = "The default: what the benchmark means, with plain bugs mended: every degree is visible, boxes stay on the page",
            ["reference"] = "What the benchmark's published code does, its quirks included",
        });

    private static OrderedDictionary<string, string> ByDegree(IReadOnlyList<string> texts) =>
        new(texts.Select((text, i) => KeyValuePair.Create((i + 1).ToString(CultureInfo.InvariantCulture), text)));
}

/// <summary>A category of perturbations.</summary>
/// <param name="Types">Its types.</param>
/// <param name="Description">What they do.</param>
/// <param name="TypicalUse">What they are used for.</param>
public sealed record CategoryInformation(IReadOnlyList<string> Types, string Description, string TypicalUse);

/// <summary>A perturbation.</summary>
/// <param name="Category">Name of its category.</param>
/// <param name="Description">What it does to the page.</param>
/// <param name="UseCase">What it stands for in the world.</param>
/// <param name="DegreeEffects">Degree → what it does.</param>
/// <param name="IsRandom">Whether two seeds give two pages.</param>
/// <param name="MovesBoxes">Whether boxes and polygons move.</param>
public sealed record TypeInformation(
    string Category,
    string Description,
    string UseCase,
    IReadOnlyDictionary<string, string> DegreeEffects,
    [property: JsonPropertyName("random")] bool IsRandom,
    bool MovesBoxes);
