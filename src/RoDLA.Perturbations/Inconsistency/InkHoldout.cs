using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// Erosion by an ellipse of 2 d' + 1 on the page ten times as large: the darker neighbour wins, so dark strokes on light paper grow. The
/// benchmark's name says the opposite of what is seen; name and operation are kept as it has them.
/// </summary>
internal sealed class InkHoldout() : PixelPerturbation("ink_holdout")
{
    private readonly MorphologyPoint[][] _plans = [MorphologyPlan.Ellipse(1), MorphologyPlan.Ellipse(3), MorphologyPlan.Ellipse(5)];

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        PageImage target = PageImage.Rent(source.Width, source.Height);
        TenfoldMorphology.Run(source, target, _plans[context.Degree - 1], dilate: false, bands);
        return new PerturbationResult(target);
    }
}
