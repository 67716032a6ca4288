using System.Collections.Frozen;
using RoDLA.Api.Detection;
using RoDLA.Api.Forms;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Batches.Submit;

/// <summary>What a new job is asked to do beside its images; the fields are the same in a form and in JSON.</summary>
internal sealed class BatchSettings(
    IOptions<ApiOptions> api,
    ILayoutDetector detector,
    ILayoutRules rules,
    PerturbationReader reader,
    PerturbationFields perturbation,
    JobFields job,
    IOptions<BatchOptions> batch)
{
    private readonly DetectionFields _detection = new(api.Value, detector, rules, "Invalid score_thr: Must be between 0 and 1");

    private readonly EnumField<VisualizationMode> _visualization = new(
        "visualization_mode", "Which charts are drawn: eight for each image, eight for the whole job, or both.", VisualizationMode.None)
    {
        Refusal =
            $"Invalid visualization_mode. Must be one of: [{string.Join(", ", EnumField<VisualizationMode>.Names.Select(n => $"'{n}'"))}]",
    };

    private readonly BooleanField _saveJson = new(
        "save_json", "Keep the results in an own folder below the output folder of the server; `output_dir` names it.", true);

    private FrozenSet<string>? _names;

    /// <summary>Pages of the documents among the images.</summary>
    public PagesField Pages { get; } = new(
        "pages", "Page of PDF and TIFF files from 1, or `all` for one image per page. An image by `url` has its first page only.")
    {
        Aliases = ["page"],
    };

    /// <summary>What is done to the images before the detection.</summary>
    public BatchPerturbationsField Perturbations { get; } = new(reader)
    {
        Refusal = "Perturbations must be a list",
        NotJsonRefusal = "Invalid JSON in perturbations parameter",
    };

    /// <summary>The fields of a form with files.</summary>
    public IReadOnlyList<FormField> Form => [Files(), .. Settings];

    /// <summary>The properties of a JSON object with images.</summary>
    public IReadOnlyList<FormField> Json =>
        [new ImagesField(batch.Value.MaxJsonImages, batch.Value.MaxJsonImageMegabytes), .. Settings];

    public IReadOnlySet<string> Names => _names ??= Settings.SelectMany(f => f.Aliases.Prepend(f.Name)).ToFrozenSet(StringComparer.Ordinal);

    private IReadOnlyList<FormField> Settings =>
    [
        .. _detection.All, Perturbations, reader.FolderField, perturbation.Seed, perturbation.Mode, _visualization, _saveJson, .. job.All,
        Pages, DetectForm.Dpi, .. TextFields.All,
    ];

    /// <summary>Reads them all but <see cref="Pages"/>; mistakes are added to <paramref name="form"/>.</summary>
    public JobRequest Read(FormFields form)
    {
        JobSettings settings = new(_detection.Read(form))
        {
            Visualization = _visualization.Read(form),
            SaveJson = _saveJson.Read(form),
            Perturbations = ReadPerturbations(form),
            PdfDpi = (int?)DetectForm.Dpi.Read(form),
            Text = TextFields.Read(form),
        };
        return job.Read(form, settings);
    }

    private FileField Files() => new(
        DraftSink.FieldName,
        "The pages: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP or PDF, or ZIP archives of them, recognized by content. "
            + $"1 to {batch.Value.MaxFiles} files, {batch.Value.MaxImages} images in all.")
    {
        IsMany = true,
        IsRequired = true,
    };

    private JobPerturbations ReadPerturbations(FormFields form)
    {
        string? folder = reader.FolderField.Read(form);
        JobPerturbations read = Perturbations.Read(form);
        return read with
        {
            Chains =
            [
                .. read.Chains.Select(chain =>
                    chain.Select(step => step with { BackgroundFolder = step.BackgroundFolder ?? folder }).ToArray()),
            ],
            Mode = perturbation.Mode.Read(form),
            Seed = perturbation.Seed.Read(form),
            BackgroundFolder = folder,
        };
    }
}
