using ScottPlot;
using SkiaSharp;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>The font that ships with the program, and the widths of text in it. No font of the system is used.</summary>
internal static class ChartFont
{
    /// <summary>DejaVu Sans.</summary>
    public static readonly SKTypeface Typeface =
        SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, "Fonts", "DejaVuSans.ttf"))
        ?? throw new FileNotFoundException("The font of the charts is missing: Fonts/DejaVuSans.ttf.");

    /// <summary>Width of a line of text in pixels.</summary>
    public static float Width(string text, float size)
    {
        using SKFont font = new(Typeface, size);
        return font.MeasureText(text);
    }

    /// <summary>
    /// The text, or as much of its beginning as fits into <paramref name="maxWidth"/> pixels with an ellipsis behind it. What a reader sees
    /// as one character is never split.
    /// </summary>
    public static string Fit(string text, float maxWidth, float size)
    {
        using SKFont font = new(Typeface, size);
        if (font.MeasureText(text) <= maxWidth)
        {
            return text;
        }

        float room = maxWidth - font.MeasureText("…");
        int length = 0;
        while (length < text.Length)
        {
            int next = length + StringInfo.GetNextTextElementLength(text.AsSpan(length));
            if (font.MeasureText(text.AsSpan(0, next)) > room)
            {
                break;
            }

            length = next;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), "…");
    }

    /// <summary>Sets font, size and colour of a label.</summary>
    public static void Apply(LabelStyle label, float size, Color color)
    {
        label.Font = Typeface;
        label.FontSize = size;
        label.ForeColor = color;
        label.Bold = false;
    }
}
