using System.Globalization;
using System.Xml;

namespace RoDLA.Imaging.Pdf;

/// <summary>Reads what <c>pdftotext -bbox-layout</c> prints of one page: lines of words with their boxes in points.</summary>
internal static class PdfWords
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
    };

    /// <summary>The words. What follows a break of the form, as of an output over its limit, is left out.</summary>
    /// <param name="text">The output.</param>
    /// <param name="scale">Pixels in a point.</param>
    public static PageText Parse(string text, double scale)
    {
        List<IReadOnlyList<PageWord>> lines = [];
        List<PageWord> line = [];
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(WithoutControls(text)), Settings);
            while (!reader.EOF)
            {
                if (reader is { NodeType: XmlNodeType.Element, Name: "word" })
                {
                    // Moves on to the node behind the word.
                    AddWord(line, reader, scale);
                    continue;
                }

                if (reader is { NodeType: XmlNodeType.EndElement, Name: "line" } && line.Count > 0)
                {
                    lines.Add(line);
                    line = [];
                }

                reader.Read();
            }
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
        }

        if (line.Count > 0)
        {
            lines.Add(line);
        }

        return lines.Count == 0 ? PageText.Empty : new PageText(lines);
    }

    private static void AddWord(List<PageWord> line, XmlReader reader, double scale)
    {
        BoundingBox box = new(Edge("xMin"), Edge("yMin"), Edge("xMax"), Edge("yMax"));
        string word = reader.ReadElementContentAsString().Trim();
        if (word.Length > 0 && box is { Width: >= 0 and < float.PositiveInfinity, Height: >= 0 and < float.PositiveInfinity })
        {
            line.Add(new PageWord(word, box));
        }

        float Edge(string name) => (float)(double.Parse(reader.GetAttribute(name) ?? "NaN", CultureInfo.InvariantCulture) * scale);
    }

    // Fonts with broken tables yield control characters, which XML does not know.
    private static string WithoutControls(string text) => string.Create(text.Length, text, static (clean, source) =>
    {
        for (int i = 0; i < clean.Length; i++)
        {
            char c = source[i];
            clean[i] = c is < ' ' and not ('\n' or '\r' or '\t') or '\uFFFE' or '\uFFFF' ? ' ' : c;
        }
    });
}
