using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;
using RoDLA.Api.Uploads;
using RoDLA.Cli.Configuration;
using RoDLA.Perturbations;

namespace RoDLA.Api.Perturbing;

/// <summary>Reads the fields of a form that say what to do to a page; the mistakes are noted in the fields.</summary>
internal sealed class PerturbationForm(IOptions<PerturbationOptions> options, BackgroundFolders folders)
{
    /// <summary>Name of the field that carries the chain.</summary>
    public const string ListField = "perturbations";

    /// <summary>Name of the field that names the folder of background pictures.</summary>
    public const string FolderField = "background_folder";

    private static readonly (string Name, PerturbationMode Value)[] Modes =
    [
        ("standard", PerturbationMode.Standard), ("reference", PerturbationMode.Reference),
    ];

    private static readonly (string Name, PictureFormat Value)[] Formats =
    [
        ("png", PictureFormat.Png), ("jpeg", PictureFormat.Jpeg), ("webp", PictureFormat.Webp),
    ];

    /// <summary>Kind of file asked for in the field <c>output</c>; null when it was not sent.</summary>
    public static PictureFormat? ReadFormat(FormFields fields) => fields.Choice("output", Formats);

    /// <summary>Whose behaviour the field <c>mode</c> asks for.</summary>
    public static PerturbationMode ReadMode(FormFields fields) => fields.Choice("mode", Modes) ?? PerturbationMode.Standard;

    /// <summary>A reader of chains that notes its mistakes in <paramref name="fields"/>.</summary>
    public PerturbationListReader Lists(FormFields fields) => new(fields, folders, options.Value.MaxPerRequest);

    /// <summary>Reads the fields that <c>/api/perturb</c> and <c>/api/detect-with-perturbation</c> share.</summary>
    /// <returns>What to do; null when no perturbation was asked for, or none could be read.</returns>
    public PagePerturbation? Read(FormFields fields)
    {
        PerturbationListReader list = Lists(fields);
        string? folder = list.CheckFolder(FolderField, fields.Text(FolderField));
        IReadOnlyList<PerturbationStep> steps = list.Read(ListField, fields.Text(ListField), folder);
        PagePerturbation read = new(steps)
        {
            Seed = fields.Integer("seed"),
            Mode = ReadMode(fields),
            Quality = fields.Boolean("quality", false),
            Boxes = ShapesReader.ReadBoxes(fields, "boxes"),
            Polygons = ShapesReader.ReadPolygons(fields, "polygons"),
        };
        return steps.Count == 0 ? null : read;
    }

    /// <summary>Reads the fields of <c>/api/detect-with-perturbation</c>, where the perturbations may be left out.</summary>
    /// <returns>What to do; null when no perturbation was asked for.</returns>
    public PagePerturbation? ReadForDetection(FormFields fields)
    {
        bool compare = fields.Boolean("compare", false);
        bool save = fields.Boolean("save_perturbed_image", false);
        PictureFormat format = ReadFormat(fields) ?? PictureFormat.Png;
        return Read(fields) is { } read ? read with { Compare = compare, Save = save, Format = format } : null;
    }
}
