using System.Runtime.InteropServices;

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
        if (!TryRound(box, out int left, out int top, out int right, out int bottom))
        {
            return;
        }

        PageColor color = ClassPalette.ColorOf(box.ClassId);
        Fill(page, left, top, right, top + line, color);
        Fill(page, left, bottom - line, right, bottom, color);
        Fill(page, left, top, left + line, bottom, color);
        Fill(page, right - line, top, right, bottom, color);
    }

    private static void Label(PageImage page, LabelledBox box, LabelWriter writer, int line)
    {
        if (!TryRound(box, out int left, out int top, out _, out _))
        {
            return;
        }

        (WordInk[] words, int textWidth) = writer.Render(box.Label);
        int margin = line + 1;
        int width = textWidth + (2 * margin);
        int height = writer.LineHeight;

        // Above the box if there is space, else inside it; left of the page's right edge, unless the page is narrower than the text.
        int y = top - height >= 0 ? top - height : Math.Max(0, top);
        int x = Math.Max(0, Math.Min(left, page.Width - width));
        PageColor color = ClassPalette.ColorOf(box.ClassId);
        Fill(page, x, y, x + width, y + height, color);
        writer.Write(page, words, x + margin, y, color.TextColor);
    }

    /// <summary>Rounds to whole pixels, clamped so that no sum overflows; false when a coordinate is not a number.</summary>
    private static bool TryRound(LabelledBox box, out int left, out int top, out int right, out int bottom)
    {
        left = Round(Math.Min(box.X1, box.X2));
        top = Round(Math.Min(box.Y1, box.Y2));
        right = Round(Math.Max(box.X1, box.X2));
        bottom = Round(Math.Max(box.Y1, box.Y2));
        return !float.IsNaN(box.X1 + box.Y1 + box.X2 + box.Y2);

        static int Round(float value) => (int)MathF.Round(Math.Clamp(value, -100_000, 100_000));
    }

    private static void Fill(PageImage page, int left, int top, int right, int bottom, PageColor color)
    {
        left = Math.Max(left, 0);
        right = Math.Min(right, page.Width);
        bottom = Math.Min(bottom, page.Height);
        if (left >= right)
        {
            return;
        }

        for (int y = Math.Max(top, 0); y < bottom; y++)
        {
            MemoryMarshal.Cast<byte, PageColor>(page.Row(y)).Slice(left, right - left).Fill(color);
        }
    }
}
