using System.Globalization;
using System.Text;
using RoDLA.Tests.Imaging;

namespace RoDLA.Tests.EndToEnd;

/// <summary>
/// A born-digital PDF of ten pages in three columns with running heads, headings, paragraphs with hyphens at ends of lines, lists, ruled
/// tables with captions and page numbers; and the words of each page in the order in which a person reads them.
/// </summary>
internal sealed class ThreeColumnPdf
{
    public const int PageCount = 10;

    private const double Width = 612;
    private const double Height = 792;
    private const double Margin = 40;
    private const double Gap = 18;
    private const double Column = (Width - (2 * Margin) - (2 * Gap)) / 3;
    private const double Bottom = 62;
    private const double Size = 9;
    private const double Leading = 11.5;

    // Advance widths of Helvetica in thousandths, by its metrics (AFM).
    private const string Narrow = "ijl.,: -";
    private const string Wide = "mw";

    private static readonly string[] Lexicon =
        ("paper column reader printed layout margin letter engraver typeset archive library register parish harbour weather station "
        + "measure instrument observer record winter summer market village council minutes schedule railway bridge river mountain "
        + "surveyor distance temperature average several however whether between because although certain remarkable considerable "
        + "the of and in to a is that for was on are with as by at from this which were been their more when will would each about").Split(' ');

    private readonly Random _random = new(12);
    private readonly List<PdfBytes.Page> _pages = [];
    private readonly List<List<string>> _words = [];
    private readonly StringBuilder _content = new();
    private List<string> _read = [];

    private ThreeColumnPdf()
    {
        for (int page = 1; page <= PageCount; page++)
        {
            AddPage(page);
        }
    }

    /// <summary>The file.</summary>
    public byte[] Bytes => PdfBytes.Of([.. _pages]);

    /// <summary>The words of each page, in order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Words => _words;

    public static ThreeColumnPdf Create() => new();

    private void AddPage(int page)
    {
        _content.Clear();
        _read = [];
        Say(Margin, Height - 30, 8, "F1", $"Annals of the printed page, volume {page}");
        double top = Height - 60;
        if (page == 1)
        {
            Say(Margin, Height - 82, 22, "F2", "Reports from the office of the harbour and the railway");
            top = Height - 112;
        }

        for (int column = 0; column < 3; column++)
        {
            FillColumn(Margin + (column * (Column + Gap)), top, hasTable: page % 3 == column);
        }

        Say(Width / 2, 30, 8, "F1", page.ToString(CultureInfo.InvariantCulture));
        _pages.Add(new PdfBytes.Page(Width, Height, Content: _content.ToString()));
        _words.Add(_read);
    }

    private void FillColumn(double x, double y, bool hasTable)
    {
        y = Heading(x, y);
        y = Paragraph(x, y, 60);
        if (hasTable)
        {
            y = Table(x, y - 4);
        }

        while (y > Bottom + 190)
        {
            y = Heading(x, y - 6);
            y = Paragraph(x, y, _random.Next(40, 60));
            y = y > Bottom + 110 ? List(x, y) : y;
        }

        Paragraph(x, y, (int)((y - Bottom) / Leading) * 4);
    }

    private double Heading(double x, double y)
    {
        string text = string.Join(' ', Enumerable.Range(0, 3).Select(_ => Word(longOnly: true)));
        Say(x, y - 12, 11, "F2", char.ToUpperInvariant(text[0]) + text[1..]);
        return y - 22;
    }

    private double Paragraph(double x, double y, int words) => Lines(x, y, Column, Sentence(words)) - 7;

    private double List(double x, double y)
    {
        for (int item = 1; item <= 3; item++)
        {
            string number = $"{item}.";
            _read.Add(number);
            Draw(x + 4, y - Size, Size, "F1", number);
            y = Lines(x + 18, y, Column - 18, Sentence(9)) - 4;
        }

        return y - 3;
    }

    private double Table(double x, double y)
    {
        const int Rows = 4;
        const int Columns = 3;
        const double RowHeight = 16;
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                string cell = row == 0 ? Word(longOnly: true) : column == 0 ? Word(longOnly: true) : Number();
                Say(x + 4 + (column * Column / Columns), y - (row * RowHeight) - 11, 8, row == 0 ? "F2" : "F1", cell);
            }
        }

        for (int row = 0; row <= Rows; row++)
        {
            Stroke(x, y - (row * RowHeight), x + Column, y - (row * RowHeight));
        }

        for (int column = 0; column <= Columns; column++)
        {
            Stroke(x + (column * Column / Columns), y, x + (column * Column / Columns), y - (Rows * RowHeight));
        }

        y -= (Rows * RowHeight) + 5;
        return Lines(x, y, Column, $"Table {_words.Count + 1}. {Sentence(7)}") - 10;
    }

    /// <summary>Lines of words; a long word that does not fit is broken with a hyphen.</summary>
    private double Lines(double x, double y, double width, string text)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            _read.Add(word);
            string rest = word;
            if (line.Length > 0 && WidthOf($"{line} {word}") > width)
            {
                int cut = word.Length / 2;
                bool breaks = word.Length > 8 && word.All(char.IsAsciiLetterLower) && WidthOf($"{line} {word[..cut]}-") <= width;
                Draw(x, y -= Leading, Size, "F1", breaks ? $"{line} {word[..cut]}-" : line.ToString());
                line.Clear();
                rest = breaks ? word[cut..] : word;
            }

            line.Append(line.Length > 0 ? " " : "").Append(rest);
        }

        Draw(x, y -= Leading, Size, "F1", line.ToString());
        return y;
    }

    private string Sentence(int words)
    {
        string text = string.Join(' ', Enumerable.Range(0, words).Select(i => Word() + (i % 11 == 10 ? "," : "")));
        return char.ToUpperInvariant(text[0]) + text[1..].TrimEnd(',') + ".";
    }

    private string Word(bool longOnly = false)
    {
        while (true)
        {
            string word = Lexicon[_random.Next(Lexicon.Length)];
            if (!longOnly || word.Length is > 4 and < 10)
            {
                return word;
            }
        }
    }

    private string Number() => _random.Next(10, 999).ToString(CultureInfo.InvariantCulture);

    private void Say(double x, double y, double size, string font, string text)
    {
        _read.AddRange(text.Split(' '));
        Draw(x, y, size, font, text);
    }

    private void Draw(double x, double y, double size, string font, string text) =>
        _content.Append(CultureInfo.InvariantCulture, $"BT /{font} {size} Tf {x:0.##} {y:0.##} Td ({text}) Tj ET\n");

    private void Stroke(double x1, double y1, double x2, double y2) =>
        _content.Append(CultureInfo.InvariantCulture, $"0.6 w {x1:0.##} {y1:0.##} m {x2:0.##} {y2:0.##} l S\n");

    private static double WidthOf(string text) => text.Sum(c =>
        Narrow.Contains(c, StringComparison.Ordinal) ? 270 : Wide.Contains(c, StringComparison.Ordinal) ? 790 : char.IsUpper(c) ? 690 : 545) * Size / 1000;
}
