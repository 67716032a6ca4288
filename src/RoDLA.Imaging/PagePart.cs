namespace RoDLA.Imaging;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Pixels across, at least 1.</param>
/// <param name="Height">Pixels down, at least 1.</param>
public readonly record struct PagePart(int X, int Y, int Width, int Height)
{
    /// <summary>The pixels of a page that a box touches; at least one.</summary>
    public static PagePart Of(BoundingBox box, PageSize page)
    {
        int x = Math.Clamp((int)MathF.Floor(box.X1), 0, page.Width - 1);
        int y = Math.Clamp((int)MathF.Floor(box.Y1), 0, page.Height - 1);
        int right = Math.Clamp((int)MathF.Ceiling(box.X2), x + 1, page.Width);
        int bottom = Math.Clamp((int)MathF.Ceiling(box.Y2), y + 1, page.Height);
        return new PagePart(x, y, right - x, bottom - y);
    }
}
