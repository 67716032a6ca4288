using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// Erosion or dilation by an element of 2 d' + 1 on the page ten times as large. The benchmark's names say the opposite of what is seen;
/// names and operations are kept as it has them.
/// </summary>
internal sealed class InkMorphology(string name, Func<int, MorphologyPoint[]> element, bool dilate) : PixelPerturbation(name)
{
    private readonly MorphologyPoint[][] _plans = [element(1), element(3), element(5)];

    /// <summary>Erosion by an ellipse: the darker neighbour wins, so dark strokes on light paper grow.</summary>
    public static InkMorphology Holdout() => new("ink_holdout", MorphologyPlan.Ellipse, dilate: false);

    /// <summary>
    /// Dilation by a cross that is anchored at its corner: the brighter neighbour wins, so dark strokes on light paper thin out and move by
    /// d' / 10 of a pixel to the upper left.
    /// </summary>
    public static InkMorphology Bleeding() => new("ink_bleeding", MorphologyPlan.CornerCross, dilate: true);

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        PageImage target = PageImage.Rent(source.Width, source.Height);
        TenfoldMorphology.Run(source, target, _plans[context.Degree - 1], dilate, bands);
        return new PerturbationResult(target);
    }
}
