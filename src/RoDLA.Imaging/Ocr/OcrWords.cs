using System.Globalization;

namespace RoDLA.Imaging.Ocr;

/// <summary>Reads the table (TSV) that tesseract prints: a row for each word, with its picture and its place in it.</summary>
internal static class OcrWords
{
    private const int Columns = 12;
    private const string Word = "5";

    /// <summary>The words of each part, in pixels of the page.</summary>
    public static IReadOnlyList<PageText> Parse(string table, IReadOnlyList<PagePart> parts)
    {
        List<IReadOnlyList<PageWord>>[] found = [.. parts.Select(_ => new List<IReadOnlyList<PageWord>>())];
        (string, string, string, string) current = default;
        List<PageWord> line = [];
        foreach (string row in table.Split('\n'))
        {
            string[] cells = row.TrimEnd('\r').Split('\t');
            if (cells.Length < Columns || cells[0] != Word || Read(cells, parts) is not { } word)
            {
                continue;
            }

            (string, string, string, string) place = (cells[1], cells[2], cells[3], cells[4]);
            if (place != current)
            {
                current = place;
                found[word.Part].Add(line = []);
            }

            line.Add(word.Word);
        }

        return [.. found.Select(lines => lines.Count == 0 ? PageText.Empty : new PageText(lines))];
    }

    /// <summary>level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
    private static (int Part, PageWord Word)? Read(string[] cells, IReadOnlyList<PagePart> parts)
    {
        string text = cells[11].Trim();
        if (text.Length == 0
            || !int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int page)
            || page < 1 || page > parts.Count
            || !Number(cells[6], out int left) || !Number(cells[7], out int top)
            || !Number(cells[8], out int width) || !Number(cells[9], out int height))
        {
            return null;
        }

        PagePart part = parts[page - 1];
        float x = part.X + left - GrayTiff.Margin;
        float y = part.Y + top - GrayTiff.Margin;
        return (page - 1, new PageWord(text, new BoundingBox(x, y, x + width, y + height)));
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
