using System.Globalization;
using System.Security;
using NetVips;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>Coverage mask of one word: 0 no ink, 255 full ink.</summary>
/// <param name="Ink">Row after row, no padding; empty when the word has no ink.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="OffsetX">First column, relative to the start of the word.</param>
/// <param name="OffsetY">First row, relative to the top of the line.</param>
internal sealed record WordInk(byte[] Ink, int Width, int Height, int OffsetX, int OffsetY)
{
    private const int PointsPerInch = 72;

    /// <summary>Renders a word in the font that ships with the project.</summary>
    /// <param name="word">Any text; characters that cannot be drawn become spaces.</param>
    /// <param name="fontSize">Height of the font's em, in pixels.</param>
    public static WordInk Draw(string word, int fontSize)
    {
        string clean = Clean(word);
        if (string.IsNullOrWhiteSpace(clean))
        {
            return new WordInk([], 0, 0, 0, 0);
        }

        string font = string.Create(CultureInfo.InvariantCulture, $"{SvgRenderer.FontFamily} {fontSize}");
        using Image text = VipsImages.Text(SecurityElement.Escape(clean)!, font, PointsPerInch);
        byte[] ink = new byte[text.Width * text.Height];
        text.WriteTo(ink, bands: 1);
        return new WordInk(ink, text.Width, text.Height, text.Xoffset, text.Yoffset);
    }

    /// <summary>Pango rejects control characters and unpaired surrogates.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => IsBlank(rune) ? " " : rune.ToString()));

    private static bool IsBlank(Rune rune) => Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
