using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations;

/// <summary>A perturbed page.</summary>
/// <param name="Image">The new pixels.</param>
/// <param name="Transform">Where points of the old page went, or null when nothing moved.</param>
public record PerturbationResult(PageImage Image, IPageTransform? Transform = null) : IDisposable
{
    /// <summary>Returns the pixels and the buffers of the transform to the pool.</summary>
    public void Dispose()
    {
        Image.Dispose();
        (Transform as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }
}
