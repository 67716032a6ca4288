namespace RoDLA.Imaging.Painting;

/// <summary>Draws detections on a page: an outline in the colour of the class, and above its corner a label on the same colour.</summary>
public static class BoxPainter
{
    private const int MinFontSize = 11;
    private const int MaxFontSize = 40;

    /// <summary>Draws all boxes in place, later ones over earlier ones, clipped to the page.</summary>
    /// <param name="page">Changed.</param>
    /// <param name="boxes">In pixels of <paramref name="page"/>; boxes with a coordinate that is not a number are skipped.</param>
    public static void Paint(PageImage page, IReadOnlyList<LabelledBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(boxes);
        int line = LineWidth(page.Size);
        foreach (LabelledBox box in boxes)
        {
            Outline(page, box, line);
        }

        // Labels are drawn after all outlines, so that no outline crosses a label.
        var writer = new LabelWriter(FontSize(page.Size));
        foreach (LabelledBox box in boxes)
        {
            if (!string.IsNullOrWhiteSpace(box.Label))
            {
                Label(page, box, writer, line);
            }
        }
    }

    /// <summary>2 pixels up to a page of 1,000 pixels, 4 from one of 2,600.</summary>
    private static int LineWidth(PageSize size) => Math.Clamp((Math.Max(size.Width, size.Height) + 1400) / 1000, 2, 4);

    private static int FontSize(PageSize size) => Math.Clamp(Math.Max(size.Width, size.Height) / 110, MinFontSize, MaxFontSize);

    private static void Outline(PageImage page, LabelledBox box, int line)
    {
        if (Rectangle.From(box.Box) is not { } edges)
        {
            return;
        }

        PageColor color = ClassPalette.ColorOf(box.ClassId);
        Fill(page, edges with { Bottom = edges.Top + line }, color);
        Fill(page, edges with { Top = edges.Bottom - line }, color);
        Fill(page, edges with { Right = edges.Left + line }, color);
        Fill(page, edges with { Left = edges.Right - line }, color);
    }

    private static void Label(PageImage page, LabelledBox box, LabelWriter writer, int line)
    {
        if (Rectangle.From(box.Box) is not { } edges)
        {
            return;
        }

        (WordInk[] words, int textWidth) = writer.Render(box.Label);
        int margin = line + 1;
        int width = textWidth + (2 * margin);
        int height = writer.LineHeight;

        // Above the box if there is space, else inside it; left of the page's right edge, unless the page is narrower than the text.
        int y = edges.Top - height >= 0 ? edges.Top - height : Math.Max(0, edges.Top);
        int x = Math.Max(0, Math.Min(edges.Left, page.Width - width));
        PageColor color = ClassPalette.ColorOf(box.ClassId);
        Fill(page, new Rectangle(x, y, x + width, y + height), color);
        writer.Write(page, words, x + margin, y, color.TextColor);
    }

    private static void Fill(PageImage page, Rectangle area, PageColor color)
    {
        int left = Math.Max(area.Left, 0);
        int right = Math.Min(area.Right, page.Width);
        int bottom = Math.Min(area.Bottom, page.Height);
        if (left >= right)
        {
            return;
        }

        for (int y = Math.Max(area.Top, 0); y < bottom; y++)
        {
            MemoryMarshal.Cast<byte, PageColor>(page.Row(y)).Slice(left, right - left).Fill(color);
        }
    }

    /// <summary>Edges in whole pixels.</summary>
    private readonly record struct Rectangle(int Left, int Top, int Right, int Bottom)
    {
        /// <summary>Rounds a box, clamped so that no sum overflows; null when a coordinate is not a number.</summary>
        public static Rectangle? From(BoundingBox box) => float.IsNaN(box.X1 + box.Y1 + box.X2 + box.Y2)
            ? null
            : new Rectangle(
                Round(Math.Min(box.X1, box.X2)),
                Round(Math.Min(box.Y1, box.Y2)),
                Round(Math.Max(box.X1, box.X2)),
                Round(Math.Max(box.Y1, box.Y2)));

        private static int Round(float value) => (int)MathF.Round(Math.Clamp(value, -100_000, 100_000));
    }
}
