namespace RoDLA.Detection;

/// <summary>A step on the way from pixels to a layout.</summary>
/// <param name="Name">Its name: one of the constants.</param>
/// <param name="Milliseconds">How long it took, with the wait for a thread or the model.</param>
public sealed record LayoutStep(string Name, double Milliseconds)
{
    /// <summary>The page was turned upright by quarter turns, or looked at for them.</summary>
    public const string Orientation = "orientation";

    /// <summary>The page was straightened, or looked at for a skew.</summary>
    public const string Deskew = "deskew";

    /// <summary>The model looked at the page.</summary>
    public const string Detect = "detect";

    /// <summary>The edges of boxes were moved to the ink.</summary>
    public const string Snap = "snap";

    /// <summary>Layout rules were applied.</summary>
    public const string Rules = "rules";

    /// <summary>The elements were put in reading order.</summary>
    public const string ReadingOrder = "reading_order";
}
