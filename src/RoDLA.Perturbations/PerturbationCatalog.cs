using System.Collections.Frozen;

namespace RoDLA.Perturbations;

/// <summary>Names and texts of the twelve perturbations, their five categories and three degrees.</summary>
public static class PerturbationCatalog
{
    internal const string Spatial = "spatial";

    private const string Blur = "blur";
    private const string Noise = "noise";
    private const string Content = "content";
    private const string Inconsistency = "inconsistency";
    private const string Clipped = "Boxes are clipped to the page; the reference leaves them as they fall.";

    /// <summary>The twelve, in the order of the documentation.</summary>
    public static IReadOnlyList<PerturbationDescriptor> All { get; } =
    [
        new("defocus", Blur, "Gaussian blur", "Out-of-focus camera", ["σ=1", "3×3 kernel, σ=3", "5×5 kernel, σ=5"])
        {
            IsRandom = false,
            StandardNote = "Degree 1 blurs with σ=1; the reference changes nothing.",
        },
        new("vibration", Blur, "Motion blur", "Camera shake", ["3 px line", "9 px line", "15 px line"]),
        new("speckle", Noise, "Random black and white spots", "Paper defects",
            ["1 spot of each color per 10,000 pixels", "3 spots per 10,000 pixels", "5 spots per 10,000 pixels"])
        {
            StandardNote = "Small pages get at least one spot of each color; in the reference they may get none.",
        },
        new("texture", Noise, "Fibrous paper and uneven ink", "Paper grain", ["300 fibers", "900 fibers", "1500 fibers"])
        {
            StandardNote = "A page that is light on dark stays so; the reference turns it into its negative.",
        },
        new("watermark", Content, "Semi-transparent text", "Document marking",
            ["20 % opacity, 2 times the font", "60 % opacity, 4 times the font", "100 % opacity, 6 times the font"])
        {
            StandardNote = "The text's middle lies in the middle half of the page; in the reference much of the text may be cut off.",
        },
        new("background", Content, "Background image overlay", "Texture addition", ["1 image", "3 images", "5 images"]),
        new("ink_holdout", Inconsistency, "Erosion (the darker neighbor wins) at ten times the size", "Ink not reaching paper",
            ["0.1 px", "0.3 px", "0.5 px"])
        {
            IsRandom = false,
        },
        new("ink_bleeding", Inconsistency, "Dilation (the brighter neighbor wins) at ten times the size", "Ink spreading",
            ["0.1 px", "0.3 px", "0.5 px"])
        {
            IsRandom = false,
        },
        new("illumination", Inconsistency, "Uneven lighting: a soft-edged patch of glare or shadow", "Shadows and highlights",
            ["shadow at 1/2, glare of 51 levels", "shadow at 1/4, glare of 102 levels", "shadow at 1/6, glare of 153 levels"])
        {
            StandardNote = "Glare adds to the levels and the patch covers at least 5 % of the page; in the reference glare whites out.",
        },
        new("rotation", Spatial, "Document rotation on a canvas that grows", "Scanning angle", ["±5°", "±5° to ±10°", "±10° to ±15°"])
        {
            StandardNote = "Never by 0°, and boxes are clipped to the new canvas; the reference clips them to the old size.",
        },
        new("keystoning", Spatial, "Perspective distortion", "Camera angle",
            ["corners off by 1 to 2 %", "corners off by 1 to 6 %", "corners off by 1 to 10 %"])
        {
            StandardNote = Clipped,
        },
        new("warping", Spatial, "Elastic deformation", "Page curl",
            ["waves of a 5th of the page", "waves of a 15th of the page", "waves of a 25th of the page"])
        {
            StandardNote = Clipped,
        },
    ];

    /// <summary>The five categories, in the order of the documentation.</summary>
    public static IReadOnlyList<PerturbationCategory> Categories { get; } =
    [
        Category(Blur, "Blur effects simulating optical issues", "Test robustness to camera/scanning quality"),
        Category(Noise, "Noise patterns and texture artifacts", "Test robustness to paper quality and printing defects"),
        Category(Content, "Content additions like watermarks and backgrounds", "Test robustness to document modifications"),
        Category(Inconsistency, "Print quality issues and lighting variations", "Test robustness to printing and lighting conditions"),
        Category(Spatial, "Geometric transformations", "Test robustness to document positioning and distortion"),
    ];

    /// <summary>What degrees 1, 2 and 3 mean, in this order.</summary>
    public static IReadOnlyList<string> DegreeLevels { get; } =
    [
        "Mild - Subtle effect, barely noticeable",
        "Moderate - Noticeable effect, moderate degradation",
        "Severe - Strong effect, significant degradation",
    ];

    /// <summary>The twelve by name; names are lower-case.</summary>
    public static FrozenDictionary<string, PerturbationDescriptor> ByName { get; } = All.ToFrozenDictionary(entry => entry.Name);

    private static PerturbationCategory Category(string name, string description, string use) =>
        new(name, description, use, [.. All.Where(entry => entry.Category == name).Select(entry => entry.Name)]);
}
