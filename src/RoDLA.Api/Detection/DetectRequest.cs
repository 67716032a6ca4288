using RoDLA.Api.Exports;

namespace RoDLA.Api.Detection;

/// <summary>What a form asks of a detection.</summary>
/// <param name="Detection">How the page is looked at.</param>
/// <param name="ReturnImage">Whether the annotated picture is the answer.</param>
/// <param name="SaveJson">Whether the answer is kept in the output folder.</param>
/// <param name="Visualize">Whether charts are drawn.</param>
/// <param name="Pages">Pages to read.</param>
/// <param name="Perturbation">What to do to the page before the detection; null for nothing.</param>
internal sealed record DetectRequest(
    DetectionSettings Detection, bool ReturnImage, bool SaveJson, bool Visualize, PageSelection Pages, PagePerturbation? Perturbation)
{
    /// <summary>Names of the charts that are wanted; empty for all eight.</summary>
    public IReadOnlyList<string> Charts { get; init; } = [];

    /// <summary>How the answer gives its charts.</summary>
    public ChartDelivery ChartDelivery { get; init; }

    /// <summary>How the text of the elements is read; null for not at all.</summary>
    public TextSettings? Text { get; init; }

    /// <summary>Format that is answered instead of the answer in full; null for none.</summary>
    public ExportRequest? Export { get; init; }
}
