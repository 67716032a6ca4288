namespace RoDLA.Api.Perturbing;

/// <summary>What a form asks of <c>/api/perturb</c>.</summary>
/// <param name="Perturbation">What to do to the page.</param>
/// <param name="Page">The page.</param>
/// <param name="ReturnBase64">Whether the answer holds the picture.</param>
/// <param name="ReturnImage">Whether the picture is the answer.</param>
internal sealed record PerturbRequest(PagePerturbation Perturbation, PageSelection Page, bool ReturnBase64, bool ReturnImage);
