namespace RoDLA.Analysis.Exports.Documents;

/// <summary>CommonMark, with tables as GitHub has them.</summary>
internal sealed class MarkdownWriter : DocumentWriter
{
    private bool? _listIsOrdered;

    public override string End() => Text.ToString();

    public override void Page(int number) => Block(string.Create(CultureInfo.InvariantCulture, $"<!-- page {number} -->"));

    public override void Heading(int level, string text) => Block($"{new string('#', level)} {Escape(OneLine(text))}");

    public override void Paragraph(string text) => Block(EscapeStart(Escape(OneLine(text))));

    public override void ListItem(string text)
    {
        (int? number, string item) = ListMark.Split(OneLine(text));
        string mark = number is { } n ? string.Create(CultureInfo.InvariantCulture, $"{n}.") : "-";
        if (_listIsOrdered != (number is not null))
        {
            Separate();
        }

        Text.Append(mark).Append(' ').Append(EscapeStart(Escape(item))).Append('\n');
        _listIsOrdered = number is not null;
    }

    public override void Code(string text)
    {
        string fence = text.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        Block($"{fence}\n{text}\n{fence}");
    }

    public override void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        StringBuilder table = new();
        AppendRow(table, rows[0]);
        table.Append('|').Insert(table.Length, " --- |", rows[0].Count).Append('\n');
        foreach (IReadOnlyList<string> row in rows.Skip(1))
        {
            AppendRow(table, row);
        }

        Block(table.ToString().TrimEnd('\n'));
    }

    public override void Picture(string path, string alternative)
    {
        string address = path.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);
        Block($"![{Escape(OneLine(alternative))}](<{address}>)");
    }

    public override void Caption(string text) => Block($"*{Escape(OneLine(text))}*");

    public override void Note(string text) => Block($"> {EscapeStart(Escape(OneLine(text)))}");

    public override void RunningHead(string text) => Paragraph(text);

    public override void Rule() => Block("---");

    private static void AppendRow(StringBuilder table, IReadOnlyList<string> cells)
    {
        table.Append('|');
        foreach (string cell in cells)
        {
            table.Append(' ').Append(Escape(OneLine(cell)).Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
        }

        table.Append('\n');
    }

    private void Block(string text)
    {
        Separate();
        Text.Append(text).Append('\n');
        _listIsOrdered = null;
    }

    private void Separate()
    {
        if (Text.Length > 0)
        {
            Text.Append('\n');
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>Escapes what has a meaning anywhere in a line.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Escapes what has a meaning at the beginning of a line: a heading, a quotation, an item, a rule, a table.</summary>
    private static string EscapeStart(string text)
    {
        if (text.Length > 0 && text[0] is '#' or '>' or '+' or '-' or '=' or '|' or '~')
        {
            return '\\' + text;
        }

        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && text[digits] is '.' or ')' ? text.Insert(digits, "\\") : text;
    }
}
