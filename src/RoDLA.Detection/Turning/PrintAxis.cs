using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Turning;

/// <summary>The print of a page, taken for lines that run across it, or down it.</summary>
/// <param name="IsSideways">Whether they run down.</param>
/// <param name="Skew">Their angle.</param>
/// <param name="Shape">Which way up they are: with the ascenders at the upper or left side.</param>
internal readonly record struct PrintAxis(bool IsSideways, SkewEstimate Skew, LineShape Shape)
{
    /// <summary>Degrees clockwise by which the page is turned beyond quarter turns; 0 where it cannot be told, or hardly at all.</summary>
    public float Angle => !Skew.IsClear ? 0 : (float)(IsSideways ? -Skew.Angle : Skew.Angle);

    /// <summary>Measures a page.</summary>
    public static PrintAxis Of(InkPage ink, bool isSideways)
    {
        using InkStrips strips = isSideways ? InkStrips.OfRows(ink) : InkStrips.OfColumns(ink);
        SkewEstimate skew = SkewFinder.Find(strips);
        return new PrintAxis(isSideways, skew, LineShape.Of(strips, skew.IsClear ? skew.Angle : 0));
    }

    /// <summary>The asymmetry of the lines; 0 where they are too few to tell.</summary>
    public double Asymmetry(int leastLines) => Shape.Lines < leastLines ? 0 : Shape.Asymmetry;
}
