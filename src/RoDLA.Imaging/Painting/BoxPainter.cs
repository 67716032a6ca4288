namespace RoDLA.Imaging;

/// <summary>Draws outlines on a page.</summary>
public static class BoxPainter
{
    /// <summary>Draws the boxes' outlines in place.</summary>
    public static void Paint(PageImage page, IReadOnlyList<LabelledBox> boxes)
    {
        foreach (LabelledBox box in boxes)
        {
            (int left, int right) = (Math.Clamp((int)box.X1, 0, page.Width - 1), Math.Clamp((int)box.X2, 0, page.Width - 1));
            for (int y = Math.Clamp((int)box.Y1, 0, page.Height - 1); y < Math.Min(page.Height, box.Y2); y++)
            {
                page.Row(y).Slice(left * PageImage.Channels, PageImage.Channels).Clear();
                page.Row(y).Slice(right * PageImage.Channels, PageImage.Channels).Clear();
            }
        }
    }
}
