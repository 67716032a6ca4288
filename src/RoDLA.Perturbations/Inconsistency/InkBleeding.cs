using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// Dilation by a cross of 2 d' + 1, anchored at its corner, on the page ten times as large: the brighter neighbour wins, so dark strokes on
/// light paper thin out and move by d' / 10 of a pixel to the upper left. The benchmark's name says the opposite of what is seen; name and
/// operation are kept as it has them.
/// </summary>
internal sealed class InkBleeding() : PixelPerturbation("ink_bleeding")
{
    private readonly MorphologyPoint[][] _plans =
        [MorphologyPlan.CornerCross(1), MorphologyPlan.CornerCross(3), MorphologyPlan.CornerCross(5)];

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        PageImage target = PageImage.Rent(source.Width, source.Height);
        TenfoldMorphology.Run(source, target, _plans[context.Degree - 1], dilate: true, bands);
        return new PerturbationResult(target);
    }
}
