using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Perturbations;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>
/// Makes the key of an answer: SHA-256 over everything that the answer depends on. That is the file's content, the page, the threshold, the
/// perturbations with their seed, the model with every setting in its manifest, where the model runs, how pages are decoded, and the
/// code that does all that.
/// </summary>
internal sealed class CacheKeys(ILayoutDetector detector, IOptions<DetectionOptions> detection, IOptions<ImagingOptions> imaging)
{
    // Its pictures come from a folder that may have others tomorrow.
    private const string DependsOnFiles = "background";

    /// <summary>The code that makes an answer: each floor that a page goes through, as it was compiled.</summary>
    // Not its version: that is the same for two builds of which one has a fault mended.
    internal IReadOnlyList<Guid> Code { get; init; } =
    [
        .. new[] { typeof(PageImage), typeof(PerturbationPipeline), typeof(ILayoutDetector), typeof(PageReport) }
            .Select(t => t.Module.ModuleVersionId),
    ];

    /// <summary>The key; null when asking again might give another answer, or the answer has charts.</summary>
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
                Threshold = request.ScoreThreshold,
                Perturbation = Describe(request.Perturbation),
                detector.Model,
                provider,
                detection.Value.ShrinkOnLoad,
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
