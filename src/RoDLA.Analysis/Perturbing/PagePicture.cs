namespace RoDLA.Analysis.Perturbing;

/// <summary>A page that is answered as a picture.</summary>
/// <param name="Image">The pixels; disposed with this.</param>
/// <param name="Perturbation">What was done to the page; null when nothing was.</param>
public sealed record PagePicture(PageImage Image, PerturbationInfo? Perturbation) : IDisposable
{
    /// <summary>Returns the pixels to the pool.</summary>
    public void Dispose() => Image.Dispose();
}
