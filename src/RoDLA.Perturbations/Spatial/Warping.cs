using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Elastic deformation with σ = R / (5 d') and α = 2 R / d', R = ⌊√(height × width)⌋: pixels move by about 2.3 at every degree, in ever
/// shorter waves.
/// </summary>
internal sealed class Warping() : PixelPerturbation("warping")
{
    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        double extent = Math.Floor(Math.Sqrt(source.Size.Pixels));
        DisplacementField field = ElasticField.Create(
            source.Size,
            extent / 5 / context.Strength,
            2 * extent / context.Strength,
            (context.Stream(Descriptor.Name, 0), context.Stream(Descriptor.Name, 1)),
            bands);
        PageImage target = PageImage.Rent(source.Width, source.Height);
        CubicWarp.Run(source, target, field, bands);
        return new PerturbationResult(target, new DisplacementTransform(field, context.IsReference ? null : source.Size));
    }
}
