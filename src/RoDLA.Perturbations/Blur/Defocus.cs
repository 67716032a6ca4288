using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Blur;

/// <summary>Gaussian blur, kernel d' × d' and σ = d'. In the reference that of degree 1 is one pixel, which changes nothing.</summary>
internal sealed class Defocus() : PixelPerturbation("defocus")
{
    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        int radius = context is { Degree: 1, IsReference: false } ? 1 : context.Strength / 2;
        if (radius == 0)
        {
            return new PerturbationResult(source.Clone());
        }

        PageImage target = PageImage.Rent(source.Width, source.Height);
        ushort[] weights = GaussianKernel.WeightsIn256ths(radius, context.Strength);
        SmallGaussian.Blur(source, target, weights, bands);
        return new PerturbationResult(target);
    }
}
