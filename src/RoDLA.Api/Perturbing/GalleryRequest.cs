namespace RoDLA.Api.Perturbing;

/// <summary>What a form asks of <c>/api/generate-perturbations</c>.</summary>
/// <param name="Seed">Key of the random numbers.</param>
/// <param name="MaxSide">Longer side of the pictures in pixels.</param>
/// <param name="Output">Kind of answer.</param>
/// <param name="Page">The page.</param>
internal sealed record GalleryRequest(long Seed, int MaxSide, GalleryOutput Output, PageSelection Page);

/// <summary>Kind of answer of <c>/api/generate-perturbations</c>.</summary>
internal enum GalleryOutput
{
    /// <summary>JSON with every picture.</summary>
    Json,

    /// <summary>One picture of them all.</summary>
    Sheet,
}
