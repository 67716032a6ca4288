using RoDLA.Imaging.Decoding;
using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Painting;

/// <summary>Turns pages upright by quarter turns; every pixel is kept.</summary>
public static class QuarterTurns
{
    /// <summary>Turns a page upright.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="degrees">Degrees clockwise by which it is turned: 90, 180 or 270.</param>
    /// <returns>A new page; the caller disposes it.</returns>
    public static PageImage Undo(PageImage page, int degrees) => UprightPixels.Turn(page, degrees switch
    {
        90 => Orientation.LeftBottom,
        180 => Orientation.BottomRight,
        270 => Orientation.RightTop,
        _ => throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "It must be 90, 180 or 270."),
    });
}
