using System.Numerics;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>The fields that the forms with perturbations share.</summary>
internal sealed class PerturbationFields(PerturbationReader reader)
{
    private readonly BooleanField _quality = new(
        "quality", "Measure how similar the perturbed page is to its original: PSNR, MS-SSIM, CW-SSIM.", false);

    private readonly ShapesField<BoundingBox> _boxes = new(
        "boxes",
        "[x1, y1, x2, y2] with x1 ≤ x2 and y1 ≤ y2",
        static n => n.Length == 4 && n[0] <= n[2] && n[1] <= n[3],
        static n => new BoundingBox(n[0], n[1], n[2], n[3]))
    {
        Example = "[[141, 555, 795, 775]]",
    };

    private readonly ShapesField<IReadOnlyList<Vector2>> _polygons = new(
        "polygons",
        "[x, y, x, y, x, y, ...] with three points or more",
        static n => n.Length >= 6 && n.Length % 2 == 0,
        static n => [.. n.Chunk(2).Select(p => new Vector2(p[0], p[1]))])
    {
        Example = "[[141, 555, 795, 555, 795, 775]]",
    };

    /// <summary>Key of the random numbers.</summary>
    public IntegerField Seed { get; } = new(
        "seed", "Key of the random numbers: the same seed gives the same bytes. One is drawn when none is sent.")
    {
        Example = 7,
    };

    /// <summary>Whose behaviour is followed.</summary>
    public EnumField<PerturbationMode> Mode { get; } = new(
        "mode", "`reference` does what the benchmark's published code does, its quirks included.", PerturbationMode.Standard);

    /// <summary>The fields, without the chain itself.</summary>
    public IReadOnlyList<FormField> All => [reader.FolderField, Seed, Mode, _quality, _boxes, _polygons];

    /// <summary>Reads them.</summary>
    /// <param name="form">The form.</param>
    /// <param name="chain">The field with the chain.</param>
    /// <returns>What to do to the page; null when no perturbation was asked for.</returns>
    public PagePerturbation? Read(FormFields form, PerturbationsField chain)
    {
        string? folder = reader.FolderField.Read(form);
        IReadOnlyList<PerturbationStep> steps = chain.Read(form);
        PagePerturbation read = new([.. steps.Select(s => s with { BackgroundFolder = s.BackgroundFolder ?? folder })])
        {
            Seed = Seed.Read(form),
            Mode = Mode.Read(form),
            Quality = _quality.Read(form),
            Boxes = _boxes.Read(form),
            Polygons = _polygons.Read(form),
        };
        return steps.Count == 0 ? null : read;
    }
}
