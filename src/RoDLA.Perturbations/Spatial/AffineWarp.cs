using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Moves pages by affine maps, bilinear, with the kernels of the perturbations.</summary>
public static class AffineWarp
{
    /// <summary>Makes a page of which each pixel is sampled on another; black beyond it.</summary>
    /// <param name="source">The page to sample.</param>
    /// <param name="toSource">
    /// From the new page to <paramref name="source"/>, in coordinates of pixel edges: the centre of the first pixel is (0.5, 0.5).
    /// </param>
    /// <param name="size">Size of the new page.</param>
    /// <param name="maxThreads">Maximum number of threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A new page; the caller disposes it.</returns>
    public static PageImage Run(
        PageImage source, Matrix3x2 toSource, PageSize size, int maxThreads, CancellationToken cancellationToken)
    {
        Vector2 first = Vector2.Transform(new Vector2(0.5f), toSource) - new Vector2(0.5f);
        Homography centres = new(toSource.M11, toSource.M21, first.X, toSource.M12, toSource.M22, first.Y, 0, 0, 1);
        PageImage target = PageImage.Rent(size.Width, size.Height);
        using AffineCoordinates coordinates = new(centres, size.Width);
        BilinearWarp.Run(source, target, coordinates, new RowBands(maxThreads, cancellationToken));
        return target;
    }
}
