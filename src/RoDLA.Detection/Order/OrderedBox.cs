namespace RoDLA.Detection.Order;

/// <summary>A box that is put in order, a little smaller than its element: boxes of detectors may touch and overlap.</summary>
/// <param name="Index">Which it is.</param>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
internal readonly record struct OrderedBox(int Index, float X1, float Y1, float X2, float Y2)
{
    // Of the page, and at most of the box, at each edge.
    private const float PageMargin = 0.005f;
    private const float BoxMargin = 0.2f;

    /// <summary>Vertical middle.</summary>
    public float CenterY => (Y1 + Y2) / 2;

    /// <summary>Whether a line across the page meets both.</summary>
    public bool IsBeside(OrderedBox other) => Y1 < other.Y2 && other.Y1 < Y2;

    /// <summary>The box of an element of a page.</summary>
    public static OrderedBox Of(int index, BoundingBox box, PageSize page)
    {
        float across = Math.Min(PageMargin * page.Width, BoxMargin * box.Width);
        float down = Math.Min(PageMargin * page.Height, BoxMargin * box.Height);
        return new OrderedBox(index, box.X1 + across, box.Y1 + down, box.X2 - across, box.Y2 - down);
    }
}
