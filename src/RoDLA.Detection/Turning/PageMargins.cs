namespace RoDLA.Detection.Turning;

/// <summary>What lies beside a page that was straightened.</summary>
internal static class PageMargins
{
    // Beside the page, and its edge that is mixed with it.
    private const double Edge = 1.5;

    /// <summary>Fills what lies outside a frame round the middle with white, the usual paper.</summary>
    public static void Fill(PageImage page, TurnedFrame frame)
    {
        TurnedFrame inner = frame with { Width = frame.Width - (2 * Edge), Height = frame.Height - (2 * Edge) };
        for (int y = 0; y < page.Height; y++)
        {
            (double from, double to) = inner.Row(y + 0.5 - (page.Height / 2.0));
            int first = (int)Math.Clamp(Math.Ceiling(from + (page.Width / 2.0)), 0, page.Width);
            int last = (int)Math.Clamp(Math.Floor(to + (page.Width / 2.0)), first, page.Width);
            Span<byte> row = page.Row(y);
            row[..(first * PageImage.Channels)].Fill(byte.MaxValue);
            row[(last * PageImage.Channels)..].Fill(byte.MaxValue);
        }
    }
}
