using System.Globalization;
using System.Security;
using System.Text;
using RoDLA.Imaging.Painting;

namespace RoDLA.Perturbations.Content;

/// <summary>A line of text in the font that ships, one character to a cell of 6 × 11, as the benchmark's bitmap font has it.</summary>
internal static class WatermarkText
{
    public const string Default = "Watermark_just_for_test_in_order_to_see_if_this_works";

    private const int CellWidth = 6;
    private const int CellHeight = 11;
    private const double FontSize = 9;
    private const double Baseline = 8.5;
    private const int MostCharacters = 200;

    /// <summary>Ink on a strip of cells, three equal bytes a pixel: 0 none, 255 full.</summary>
    /// <param name="text">1 to 200 characters.</param>
    /// <param name="scale">Pixels for one of the font.</param>
    /// <exception cref="PerturbationException">The text is empty or too long.</exception>
    public static PageImage Draw(string text, int scale)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        if (runes.Length > MostCharacters || string.IsNullOrWhiteSpace(text))
        {
            throw new PerturbationException($"A watermark's text is 1 to {MostCharacters} characters, not all of them blank.");
        }

        (int width, int height) = (runes.Length * CellWidth * scale, CellHeight * scale);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="100%" height="100%"/>
            <g fill="white" font-family="{SvgRenderer.FontFamily}" font-size="{FontSize * scale}" text-anchor="middle">
            """);
        for (int i = 0; i < runes.Length; i++)
        {
            string character = Rune.IsControl(runes[i]) || runes[i].Value is 0xFFFE or 0xFFFF ? " " : runes[i].ToString();
            double x = ((i * CellWidth) + (CellWidth / 2.0)) * scale;
            svg.Append(
                CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{Baseline * scale}\">{SecurityElement.Escape(character)}</text>");
        }

        return SvgRenderer.ToPage(svg.Append("</g></svg>").ToString());
    }
}
