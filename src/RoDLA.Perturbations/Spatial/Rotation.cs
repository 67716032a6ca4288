using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Rotation by a whole number of degrees about the page's centre, on a black canvas that grows to hold all of it.</summary>
internal sealed class Rotation() : PixelPerturbation("rotation")
{
    private const int StepDegrees = 5;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands)
    {
        int[] angles = Angles(context.Degree, withZero: context.IsReference);
        int angle = angles[context.Stream(Descriptor.Name, 0).Cursor().NextInt(angles.Length)];
        return Rotate(source, angle, context.IsReference, bands);
    }

    /// <summary>Angles of a degree in ascending order: the same random number gives a larger angle at a higher degree.</summary>
    internal static int[] Angles(int degree, bool withZero)
    {
        int most = degree * StepDegrees;
        int least = degree == 1 ? 1 : most - StepDegrees;
        IEnumerable<int> sizes = Enumerable.Range(least, most - least + 1);
        IEnumerable<int> zero = degree == 1 && withZero ? [0] : [];
        return [.. sizes.Reverse().Select(size => -size), .. zero, .. sizes];
    }

    /// <param name="source">The page.</param>
    /// <param name="degrees">Counter-clockwise.</param>
    /// <param name="clipToOldSize">Whether boxes are clipped to the old size of the page, as in the reference.</param>
    /// <param name="bands">Spreads the rows over threads.</param>
    public static PerturbationResult Rotate(
        PageImage source, double degrees, bool clipToOldSize, RowBands bands)
    {
        (double width, double height) = (source.Width, source.Height);
        double cos = Math.Abs(Math.Cos(degrees * Math.PI / 180));
        double sin = Math.Abs(Math.Sin(degrees * Math.PI / 180));
        var size = new PageSize(
            Math.Max(1, (int)Math.Round((height * sin) + (width * cos))), Math.Max(1, (int)Math.Round((height * cos) + (width * sin))));
        Homography edges = Homography.Rotation(degrees, width / 2, height / 2, size.Width / 2.0, size.Height / 2.0);
        Homography centres = Homography.Rotation(
            degrees, (width / 2) - 0.5, (height / 2) - 0.5, (size.Width / 2.0) - 0.5, (size.Height / 2.0) - 0.5);
        PageImage target = PageImage.Rent(size.Width, size.Height);
        using var coordinates = new AffineCoordinates(centres.Inverse(), size.Width);
        BilinearWarp.Run(source, target, coordinates, bands);
        return new PerturbationResult(target, new HomographyTransform(edges, size, clipToOldSize ? source.Size : size));
    }
}
