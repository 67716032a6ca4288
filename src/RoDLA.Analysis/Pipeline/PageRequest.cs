using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Text;

namespace RoDLA.Analysis.Pipeline;

/// <summary>What to do with one page.</summary>
/// <param name="FileName">Name of the upload, for the answer.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="Detection">How to look at it.</param>
/// <param name="Visualize">Whether to draw charts.</param>
public sealed record PageRequest(string FileName, int Page, DetectionSettings Detection, bool Visualize)
{
    /// <summary>Names of the charts to draw; empty for all eight.</summary>
    public IReadOnlyList<string> Charts { get; init; } = [];

    /// <summary>Whether an answer that is kept names the files of its charts and does not hold them.</summary>
    public bool LinksCharts { get; init; }

    /// <summary>What to do to the page before the detection; null for nothing.</summary>
    public PagePerturbation? Perturbation { get; init; }

    /// <summary>How the text of the elements is read; null for not at all.</summary>
    public TextSettings? Text { get; init; }

    /// <summary>Notes for the answer, on the request itself. Default: none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Name of the API key of its job; null for a page of a request, and where there are no keys.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it waits while the model is busy. Default <see cref="RequestPriority.Interactive"/>.</summary>
    public RequestPriority Priority { get; init; }
}
