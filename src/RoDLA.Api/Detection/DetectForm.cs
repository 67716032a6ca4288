using RoDLA.Analysis.Charts.Page;
using RoDLA.Api.Exports;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>The form of <c>/api/detect</c>.</summary>
internal sealed class DetectForm(
    IOptions<ApiOptions> options, ILayoutDetector detector, ILayoutRules rules, IDiskGuard disk, ExportForm export)
{
    private readonly DetectionFields _detection = new(options.Value, detector, rules);

    private readonly BooleanField _returnImage = new(
        "return_image", "Answer the page with the detections drawn on it: JPEG, or PNG when the Accept header asks for it.", false);

    private readonly BooleanField _saveJson = new(
        "save_json", "Keep the answer and the charts in the server's output folder; `saved_path` is the place.", true);

    private readonly BooleanField _visualize = new(
        "generate_visualizations", "Draw charts; false when a `format` is sent.", true);

    private readonly NamesField _charts = new(
        "charts",
        $"Charts to draw, with commas between; all eight when it is not sent: {string.Join(", ", PageCharts.Names.Select(name => $"`{name}`"))}.",
        "chart",
        () => PageCharts.Names)
    {
        Example = "class_distribution,spatial_heatmap",
    };

    private readonly EnumField<ChartDelivery> _delivery = new(
        "visualizations",
        "Charts in the answer as data URIs, or as the paths of the saved PNG files, which `GET /api/{path}` gives: an answer of a tenth of the "
            + "size. Links need `save_json`.",
        ChartDelivery.Embedded);

    private readonly PagesField _page = new("page", "Page of a PDF or TIFF from 1, or `all`.") { Aliases = ["pages"] };

    /// <summary>The file.</summary>
    public static FileField File { get; } =
        new(UploadReader.FileField, "The page: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP or PDF, recognized by content. Exactly one file.")
        {
            IsRequired = true,
        };

    /// <summary>Resolution of PDF pages; null for the service's own.</summary>
    public static IntegerField Dpi { get; } = new(
        "dpi", "Resolution at which pages of a PDF are rendered, in dots per inch; the service's own when it is not sent.")
    {
        Least = ImagingOptions.MinPdfDpi,
        Most = ImagingOptions.MaxPdfDpi,
        Example = 150,
    };

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> Fields =>
        [File, .. _detection.All, _returnImage, _saveJson, _visualize, _charts, _delivery, _page, Dpi, .. TextFields.All, .. export.Fields];

    /// <summary>Reads the fields; mistakes are added to <paramref name="form"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="perturbation">What to do to the page before; null for nothing.</param>
    /// <exception cref="JobRefusedException">The answer is to be saved, and the disk has no room.</exception>
    public DetectRequest Read(FormFields form, PagePerturbation? perturbation)
    {
        File.Require(form);
        ExportRequest? asked = export.Read(form);
        DetectRequest read = new(
            _detection.Read(form),
            _returnImage.Read(form),
            _saveJson.Read(form),
            _visualize.Read(form, asked is null),
            _page.Read(form) with { Dpi = (int?)Dpi.Read(form) },
            perturbation)
        {
            Charts = _charts.Read(form),
            ChartDelivery = _delivery.Read(form),
            Export = asked,
            Text = TextFields.Read(form, asked?.Exporter.NeedsText ?? false),
        };
        if (read is { ReturnImage: true, Pages.IsAll: true })
        {
            form.Add(_returnImage.Name, "A picture shows one page: ask for one page, or for return_image=false.");
        }

        if (read is { ReturnImage: true, Export: not null })
        {
            form.Add(_returnImage.Name, "Ask for a format, or for return_image=true.");
        }

        if (read is { ChartDelivery: ChartDelivery.Links, SaveJson: false })
        {
            form.Add(_delivery.Name, "Links name saved files: ask for save_json=true, or for embedded charts.");
        }

        if (read.Pages.IsAll && perturbation is { Boxes: not null } or { Polygons: not null })
        {
            form.Add(_page.Name, "Boxes and polygons lie on one page: ask for one page.");
        }

        if (read.SaveJson && form.Mistakes.Count == 0)
        {
            disk.ThrowIfFull();
        }

        return read;
    }
}
