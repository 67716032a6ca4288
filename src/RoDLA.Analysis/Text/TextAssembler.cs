namespace RoDLA.Analysis.Text;

/// <summary>
/// Puts words of a box into order: lines from top to bottom, parts of a line from left to right; hyphens at ends of lines are joined.
/// </summary>
internal static class TextAssembler
{
    private const char SoftHyphen = '\u00AD';
    private const char Hyphen = '\u2010';

    /// <summary>The text of lines that are in order; null when there are none.</summary>
    public static string? Assemble(IReadOnlyList<IReadOnlyList<PageWord>> lines, ElementRole role)
    {
        StringBuilder text = new();
        foreach (string row in lines.Select(Join))
        {
            if (text.Length == 0)
            {
                text.Append(row);
            }
            else if (role is ElementRole.Code or ElementRole.Table || (role == ElementRole.List && StartsItem(row)))
            {
                text.Append('\n').Append(row);
            }
            else if (IsBroken(text, row))
            {
                text.Length--;
                text.Append(row);
            }
            else
            {
                text.Append(' ').Append(row);
            }
        }

        text.Replace(SoftHyphen.ToString(), "");
        return text.Length == 0 ? null : text.ToString();
    }

    /// <summary>
    /// Whether a row begins an item of a list: a bullet (which a recognizer takes for ¢), or a number or letter with a dot or bracket.
    /// </summary>
    public static bool StartsItem(string row)
    {
        ReadOnlySpan<char> first = row.AsSpan();
        first = first.IndexOf(' ') is >= 0 and int space ? first[..space] : first;
        ReadOnlySpan<char> mark = first.TrimStart('(').TrimEnd([')', '.', ':']);
        return first is "•" or "◦" or "▪" or "■" or "●" or "‣" or "–" or "—" or "-" or "*" or "·" or "¢"
            || (mark.Length < first.Length && mark.Length is 1 or 2 or 3 && !mark.ContainsAnyExceptInRange('0', '9'))
            || (mark.Length < first.Length && mark.Length == 1 && char.IsAsciiLetter(mark[0]));
    }

    /// <summary>The lines, from top to bottom; parts on one height are one line, from left to right.</summary>
    public static IReadOnlyList<IReadOnlyList<PageWord>> Lines(IReadOnlyList<IReadOnlyList<PageWord>> parts)
    {
        List<(BoundingBox Box, IReadOnlyList<PageWord> Words)> lines = [.. parts.Select(part => (BoxOf(part), part))];

        // Text that runs down or up the page stays in the order of its source.
        bool isVertical = lines.Sum(line => IsVertical(line) ? line.Words.Count : -line.Words.Count) > 0;
        if (isVertical)
        {
            return parts;
        }

        List<(BoundingBox Box, List<(BoundingBox Box, IReadOnlyList<PageWord> Words)> Parts)> rows = [];
        foreach ((BoundingBox box, IReadOnlyList<PageWord> words) in lines.OrderBy(line => line.Box.CenterY))
        {
            if (rows.Count > 0 && IsBeside(rows[^1].Box, box))
            {
                rows[^1].Parts.Add((box, words));
            }
            else
            {
                rows.Add((box, [(box, words)]));
            }
        }

        return [.. rows.Select(row => (PageWord[])[.. row.Parts.OrderBy(part => part.Box.X1).SelectMany(part => part.Words)])];
    }

    private static string Join(IReadOnlyList<PageWord> words) => string.Join(' ', words.Select(word => word.Text));

    private static bool IsVertical((BoundingBox Box, IReadOnlyList<PageWord> Words) line) =>
        line.Words.Count > 1 && line.Box.Height > 2 * line.Box.Width;

    private static bool IsBeside(BoundingBox row, BoundingBox part)
    {
        float overlap = Math.Min(row.Y2, part.Y2) - Math.Max(row.Y1, part.Y1);
        return overlap > Math.Min(row.Height, part.Height) / 2;
    }

    private static BoundingBox BoxOf(IReadOnlyList<PageWord> words) => new(
        words.Min(word => word.Box.X1), words.Min(word => word.Box.Y1), words.Max(word => word.Box.X2), words.Max(word => word.Box.Y2));

    private static bool IsBroken(StringBuilder text, string next) =>
        text.Length >= 2 && text[^1] is '-' or SoftHyphen or Hyphen && char.IsLetter(text[^2]) && char.IsLower(next[0]);
}
