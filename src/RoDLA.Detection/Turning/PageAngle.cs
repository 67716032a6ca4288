using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Turning;

/// <summary>Finds by how much the print of a page is turned.</summary>
public static class PageAngle
{
    /// <summary>The angle that a request gives, or that the lines of text show; 0 where it cannot be told, or hardly at all.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="orientation">The quarter turns of the page, in degrees clockwise.</param>
    /// <param name="deskew">What was asked for.</param>
    /// <returns>Degrees clockwise.</returns>
    public static float Of(PageImage page, int orientation, Deskew deskew)
    {
        if (deskew.Angle is { } angle)
        {
            return angle;
        }

        using InkPage? ink = InkPage.Of(page);
        if (ink is null)
        {
            return 0;
        }

        bool isSideways = orientation % 180 != 0;
        using InkStrips strips = isSideways ? InkStrips.OfRows(ink) : InkStrips.OfColumns(ink);
        SkewEstimate skew = SkewFinder.Find(strips);
        return !skew.IsClear ? 0 : (float)(isSideways ? -skew.Angle : skew.Angle);
    }
}
