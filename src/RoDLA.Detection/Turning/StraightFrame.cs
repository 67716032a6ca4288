using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Turning;

/// <summary>
/// The part of a skewed page that is straightened: the page that lies on a canvas grown round it, so that its print stays as large as it
/// was; else as much as the page's own size; else all of the page. The first is taken that leaves nothing but an even ground outside.
/// </summary>
internal static class StraightFrame
{
    // Grey levels from the most frequent one, and share of the pixels outside that may differ by more: specks.
    private const int Even = 24;
    private const double MaxUneven = 0.0003;

    // Pixels of the reduced page: there the edge of the paper is mixed with what lies beside it.
    private const int Edge = 2;

    /// <summary>The part, in pixels of the page.</summary>
    /// <param name="page">Size of the page, after quarter turns.</param>
    /// <param name="angle">Degrees clockwise.</param>
    /// <param name="ink">The page before quarter turns; null for one too small to have print.</param>
    /// <param name="isSideways">Whether the quarter turns exchange width and height.</param>
    public static TurnedFrame Of(PageSize page, double angle, InkPage? ink, bool isSideways)
    {
        TurnedFrame own = new(page.Width, page.Height, angle);
        if (ink is not null)
        {
            double scale = (double)(isSideways ? ink.Size.Height : ink.Size.Width) / page.Width;
            if (TurnedFrame.Inside(page.Width, page.Height, angle) is { } inside && IsEvenOutside(ink, AsItCame(inside, scale)))
            {
                return inside;
            }

            if (IsEvenOutside(ink, AsItCame(own, scale)))
            {
                return own;
            }
        }

        (double width, double height) = own.Hull;
        return own with { Width = width, Height = height };

        // A quarter turn exchanges the sides of a frame; its angle stays.
        TurnedFrame AsItCame(TurnedFrame frame, double scale) => isSideways
            ? new TurnedFrame(frame.Height * scale, frame.Width * scale, angle)
            : new TurnedFrame(frame.Width * scale, frame.Height * scale, angle);
    }

    private static bool IsEvenOutside(InkPage page, TurnedFrame frame)
    {
        (int width, int height) = (page.Size.Width, page.Size.Height);
        TurnedFrame grown = frame with { Width = frame.Width + (2 * Edge), Height = frame.Height + (2 * Edge) };
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = page.Levels.Slice(y * width, width);
            (double from, double to) = grown.Row(y + 0.5 - (height / 2.0));
            int first = (int)Math.Clamp(Math.Floor(from + (width / 2.0)), 0, width);
            int last = (int)Math.Clamp(Math.Ceiling(to + (width / 2.0)), first, width);
            Count(row[..first], histogram);
            Count(row[last..], histogram);
        }

        int all = 0;
        int ground = 0;
        for (int level = 0; level < histogram.Length; level++)
        {
            all += histogram[level];
            ground = histogram[level] > histogram[ground] ? level : ground;
        }

        int even = 0;
        for (int level = Math.Max(0, ground - Even); level <= Math.Min(255, ground + Even); level++)
        {
            even += histogram[level];
        }

        return all - even <= MaxUneven * all;
    }

    private static void Count(ReadOnlySpan<byte> levels, Span<int> histogram)
    {
        foreach (byte level in levels)
        {
            histogram[level]++;
        }
    }
}
