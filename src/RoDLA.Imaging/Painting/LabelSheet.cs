using System.Globalization;
using System.Security;
using System.Text;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>
/// How much ink the texts of a picture lay on each pixel: all of them drawn at once by librsvg, one text a line, because one small SVG a
/// text would cost a parse each.
/// </summary>
internal sealed class LabelSheet : IDisposable
{
    private const int MostCharacters = 60;
    private const double WidestCharacter = 1.3;
    private readonly Dictionary<string, int> _lines = [];
    private readonly int[] _widths;
    private readonly PageImage _ink;

    /// <param name="labels">Texts; repeated ones are drawn once.</param>
    /// <param name="fontSize">Height of the font's em, in pixels.</param>
    public LabelSheet(IEnumerable<string> labels, int fontSize)
    {
        LineHeight = (fontSize * 4 / 3) + 2;
        int longest = 1;
        foreach (string label in labels)
        {
            if (_lines.TryAdd(label, _lines.Count))
            {
                longest = Math.Max(longest, Math.Min(label.Length, MostCharacters));
            }
        }

        int width = (int)Math.Ceiling(longest * fontSize * WidestCharacter) + 4;
        _ink = Draw(Svg(width, fontSize), width, LineHeight * _lines.Count);
        _widths = new int[_lines.Count];
        for (int line = 0; line < _widths.Length; line++)
        {
            _widths[line] = InkedWidth(line);
        }
    }

    /// <summary>Rows of one text.</summary>
    public int LineHeight { get; }

    /// <summary>Columns of a text, without what is left blank to its right.</summary>
    public int WidthOf(string label) => _widths[_lines[label]];

    /// <summary>Ink of one row of a text, three equal bytes a pixel: 0 none, 255 full.</summary>
    public ReadOnlySpan<byte> Row(string label, int row) => _ink.Row((_lines[label] * LineHeight) + row);

    /// <inheritdoc/>
    public void Dispose() => _ink.Dispose();

    private string Svg(int width, int fontSize)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{LineHeight * _lines.Count}">
            <rect width="100%" height="100%"/><g fill="white" font-family="{SvgRenderer.FontFamily}" font-size="{fontSize}">
            """);
        foreach ((string label, int line) in _lines)
        {
            string text = label.Length <= MostCharacters ? label : label[..(MostCharacters - 1)] + "…";
            svg.Append(CultureInfo.InvariantCulture, $"<text y=\"{(line * LineHeight) + fontSize + 1}\">{Escape(text)}</text>");
        }

        return svg.Append("</g></svg>").ToString();
    }

    /// <summary>XML knows no control characters, not even escaped.</summary>
    private static string Escape(string text)
    {
        char[] clean = text.ToCharArray();
        for (int i = 0; i < clean.Length; i++)
        {
            bool pair = i + 1 < clean.Length && char.IsSurrogatePair(clean[i], clean[i + 1]);
            if (pair)
            {
                i++;
            }
            else if (char.IsControl(clean[i]) || char.IsSurrogate(clean[i]) || clean[i] >= '\uFFFE')
            {
                clean[i] = ' ';
            }
        }

        return SecurityElement.Escape(new string(clean));
    }

    private static unsafe PageImage Draw(string svg, int width, int height)
    {
        PageImage page = PageImage.Rent(width, height);
        SvgRenderer.Render(svg, scale: 1, image =>
        {
            using var operation = new VipsOperation("extract_band");
            using VipsImage rgb = operation.Set("in", image).Set("band", 0).Set("n", PageImage.Channels).ToImage();
            fixed (byte* pixels = page.Pixels)
            {
                using VipsImage target = VipsImage.Wrap(pixels, width, height, PageImage.Channels);
                rgb.WriteTo(target);
            }
        });
        return page;
    }

    private int InkedWidth(int line)
    {
        int width = 0;
        for (int row = 0; row < LineHeight; row++)
        {
            ReadOnlySpan<byte> ink = _ink.Row((line * LineHeight) + row);
            width = Math.Max(width, ink.LastIndexOfAnyExcept((byte)0) + 1);
        }

        return (width + PageImage.Channels - 1) / PageImage.Channels;
    }
}
