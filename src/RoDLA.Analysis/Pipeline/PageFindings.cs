using RoDLA.Analysis.Perturbing;

namespace RoDLA.Analysis.Pipeline;

/// <summary>What was found on a page.</summary>
/// <param name="Elements">The detections.</param>
/// <param name="Size">Size of the page that they lie on.</param>
/// <param name="Perturbation">What was done to the page before; null when nothing was.</param>
/// <param name="Notes">What to know of the page.</param>
internal sealed record PageFindings(
    IReadOnlyList<LayoutElement> Elements, PageSize Size, PerturbationInfo? Perturbation, IReadOnlyList<string> Notes);
