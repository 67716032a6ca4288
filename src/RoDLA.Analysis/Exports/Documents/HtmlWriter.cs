using System.Net;

namespace RoDLA.Analysis.Exports.Documents;

/// <summary>HTML with a section for each page.</summary>
internal sealed class HtmlWriter : DocumentWriter
{
    private const string Style = "body{max-width:48em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.5}img{max-width:100%}"
        + "table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .5em;text-align:left}.caption{font-style:italic}"
        + ".note{font-size:smaller}.running{color:#666;font-size:smaller}";

    private string? _list;
    private bool _inPage;

    /// <param name="title">Title of the document.</param>
    public HtmlWriter(string title) => Text.Append(
        $"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{Encode(title)}</title>\n"
            + $"<style>{Style}</style>\n</head>\n<body>\n");

    public override string End()
    {
        EndPage();
        return Text.Append("</body>\n</html>\n").ToString();
    }

    public override void Page(int number)
    {
        EndPage();
        Text.Append(CultureInfo.InvariantCulture, $"<section id=\"page-{number}\">\n");
        _inPage = true;
    }

    public override void Heading(int level, string text) =>
        Block(string.Create(CultureInfo.InvariantCulture, $"<h{level}>{Encode(text)}</h{level}>"));

    public override void Paragraph(string text) => Block($"<p>{Encode(text)}</p>");

    public override void ListItem(string text)
    {
        (int? number, string item) = ListMark.Split(text);
        string list = number is null ? "ul" : "ol";
        if (_list != list)
        {
            EndList();
            Text.Append(CultureInfo.InvariantCulture, $"<{list}>\n");
            _list = list;
        }

        string value = number is { } n ? string.Create(CultureInfo.InvariantCulture, $" value=\"{n}\"") : "";
        Text.Append(CultureInfo.InvariantCulture, $"<li{value}>{Encode(item)}</li>\n");
    }

    public override void Code(string text) => Block($"<pre><code>{Encode(text)}</code></pre>");

    public override void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        IEnumerable<string> lines = rows.Select((row, i) =>
        {
            string cell = i == 0 ? "th" : "td";
            return $"<tr>{string.Concat(row.Select(text => $"<{cell}>{Encode(text)}</{cell}>"))}</tr>\n";
        });
        Block($"<table>\n{string.Concat(lines)}</table>");
    }

    public override void Picture(string path, string alternative)
    {
        string address = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        Block($"<figure><img src=\"{address}\" alt=\"{Encode(alternative)}\"></figure>");
    }

    public override void Caption(string text) => Block($"<p class=\"caption\">{Encode(text)}</p>");

    public override void Note(string text) => Block($"<p class=\"note\">{Encode(text)}</p>");

    public override void RunningHead(string text) => Block($"<p class=\"running\">{Encode(text)}</p>");

    public override void Rule() => Block("<hr>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private void Block(string html)
    {
        EndList();
        Text.Append(html).Append('\n');
    }

    private void EndPage()
    {
        EndList();
        if (_inPage)
        {
            Text.Append("</section>\n");
        }
    }

    private void EndList()
    {
        if (_list is not null)
        {
            Text.Append(CultureInfo.InvariantCulture, $"</{_list}>\n");
            _list = null;
        }
    }
}
