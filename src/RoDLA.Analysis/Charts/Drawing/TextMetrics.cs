using System.Globalization;
using System.Text;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>
/// Widths of text without a font at hand. Latin letters have the advances of DejaVu Sans, the widest of the common sans-serif faces; other
/// scripts are taken as widely as they come. So what is laid out by these figures never runs into its neighbour.
/// </summary>
internal static class TextMetrics
{
    private const double Wide = 1.3;
    private const double Other = 0.85;

    // Advances of U+0020 to U+007E in thousandths of the font size (DejaVu Sans 2.37, table hmtx).
    private static ReadOnlySpan<short> Ascii =>
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>Pixels that a line of text takes at most.</summary>
    public static double Width(ReadOnlySpan<char> text, double fontSize)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Advance(rune);
        }

        return width * fontSize;
    }

    /// <summary>From one line of text to the next.</summary>
    public static double LineHeight(double fontSize) => Math.Ceiling(fontSize * 1.25);

    /// <summary>From the middle of the digits and capitals down to their base line.</summary>
    public static double MiddleToBaseline(double fontSize) => fontSize * 0.36;

    /// <summary>
    /// The text, or as much of its beginning as fits into <paramref name="maxWidth"/> pixels with an ellipsis behind it. What a reader sees
    /// as one character is never split.
    /// </summary>
    public static string Fit(string text, double maxWidth, double fontSize)
    {
        if (Width(text, fontSize) <= maxWidth)
        {
            return text;
        }

        double room = maxWidth - Width("…", fontSize);
        int length = 0;
        while (length < text.Length)
        {
            int next = length + StringInfo.GetNextTextElementLength(text.AsSpan(length));
            if (Width(text.AsSpan(0, next), fontSize) > room)
            {
                break;
            }

            length = next;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), "…");
    }

    private static double Advance(Rune rune)
    {
        int code = rune.Value;
        if (code is >= 0x20 and <= 0x7e)
        {
            return Ascii[code - 0x20] / 1000.0;
        }

        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return category switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => 0,
            _ when code >= 0x1100 => code is >= 0x2000 and < 0x2190 ? 1 : Wide,
            _ => Other,
        };
    }
}
