using RoDLA.Analysis.Perturbing;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>
/// Keys of reports: SHA-256 over everything that a report depends on, which is the content of the file, the page, the settings of
/// the detection, the content of its layout rules, the perturbations with their seed, the manifest of the model, the execution provider,
/// the decoder settings and the code.
/// </summary>
internal sealed class CacheKeys(ILayoutDetector detector, ILayoutRules rules, IOptions<ImagingOptions> imaging)
{
    // It reads pictures from a folder whose content may change.
    private const string DependsOnFiles = "background";

    /// <summary>Module versions of the assemblies that make a report.</summary>
    // Not assembly versions, which do not change with every build.
    internal IReadOnlyList<Guid> Code { get; init; } =
    [
        .. new[] { typeof(PageImage), typeof(PerturbationPipeline), typeof(ILayoutDetector), typeof(PageReport) }
            .Select(t => t.Module.ModuleVersionId),
    ];

    /// <summary>The key; null when a repeated request could give another report, or the report has charts.</summary>
    public string? Of(string contentHash, PageRequest request)
    {
        if (request.Visualize || !IsRepeatable(request.Perturbation) || detector.Status.ExecutionProvider is not { } provider)
        {
            return null;
        }

        byte[] all = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Code,
                Content = contentHash,
                request.Page,
                request.Detection,
                Rules = request.Detection.Rules is { } name ? rules.VersionOf(name) : null,
                request.Text,
                Perturbation = Describe(request.Perturbation),
                Models = request.Detection.Models.Count == 0 ? [detector.Model] : request.Detection.Models.Select(detector.Find),
                provider,
                imaging.Value.PdfDpi,
            },
            ReportJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(all));
    }

    private static bool IsRepeatable(PagePerturbation? perturbation) =>
        perturbation is null or { Seed: not null, Save: false } && perturbation?.Steps.Any(s => s.Type == DependsOnFiles) != true;

    private static object? Describe(PagePerturbation? perturbation) => perturbation is null
        ? null
        : new
        {
            perturbation.Steps,
            perturbation.Mode,
            perturbation.Seed,
            perturbation.Quality,
            perturbation.Compare,
            Boxes = perturbation.Boxes?.Select(float[] (b) => [b.X1, b.Y1, b.X2, b.Y2]),
            Polygons = perturbation.Polygons?.Select(p => p.Select(float[] (v) => [v.X, v.Y])),
        };
}
