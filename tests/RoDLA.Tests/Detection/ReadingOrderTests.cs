using RoDLA.Detection;
using RoDLA.Detection.Order;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

/// <summary>
/// Layouts drawn with letters: each letter is an element over the cells that it fills, and the letters are in the order in which a person
/// reads them. A letter is text unless the classes say otherwise.
/// </summary>
public sealed class ReadingOrderTests
{
    private const int Cell = 200;

    public static TheoryData<string, string, string> LeftToRight => new()
    {
        { "one column", "", "AAAA BBBB CCCC CCCC" },
        { "headings and paragraphs of any width", "A=Title C=Section-header", ".AA. BBBB CC.. DDDD EEE." },
        { "two columns whose paragraphs end together", "", "AACC AACC BBDD BBDD" },
        { "two columns whose paragraphs do not", "", "AADD AADD BBDD BBEE CCEE CCEE" },
        { "three columns", "", "AADDGG AADDGG BBEEGG BBEEHH CCFFHH" },
        { "three columns in step", "", "AADDGG BBEEHH CCFFII" },
        { "title over two columns", "A=Title", "AAAA BBDD BBDD CCEE CCEE" },
        { "title, author and abstract over two columns", "A=Title", "AAAAAA ..BB.. CCCCCC DDDFFF DDDFFF EEEGGG" },
        { "table across the middle of two columns", "E=Table", "AACC AACC BBDD EEEE EEEE FFHH GGHH GGHH" },
        { "two tables across, columns in step", "C=Table F=Table", "AABB CCCC DDEE FFFF GGHH" },
        { "figure across two of three columns", "C=Picture", "AABBFF AABBFF CCCCFF CCCCGG DDEEGG DDEEGG" },
        { "headline across two of three columns", "A=Title", "AAAAFF BBDDFF BBDDFF CCEEGG CCEEGG" },
        { "sidebar at the right", "", "AAAAAAEE BBBBBBEE BBBBBBFF CCCCCCFF DDDDDDFF" },
        { "sidebar at the left", "", "AACCCCCC AADDDDDD BBDDDDDD BBEEEEEE" },
        { "sidebar beside one paragraph", "", "AAAAAAAA BBBBBBCC BBBBBBCC DDDDDDDD" },
        { "newspaper", "A=Page-header B=Title G=Title", "AAAAAAAA BBBBBBBB CCDDEEFF CCDDEEFF CCDDEEFF GGGGGGGG HHIIJJKK HHIIJJKK" },
        { "newspaper with stories beside one another", "A=Title F=Title", "AAAAFFFF BBDDGGII BBDDGGII CCEEHHII CCEEHHII" },
        { "newspaper whose columns change", "A=Title F=Title", "AAAAAA BBCCDD BBCCDD FFFFFF GGGHHH GGGHHH" },
        { "text round a picture at the left", "A=Picture", "AABBBB AABBBB CCCCCC DDDDDD" },
        { "text round a picture at the right", "B=Picture", "AAAABB AAAABB CCCCCC" },
        { "L of text beside a tall block", "", "AABBBB AABBBB AACCDD AACCDD" },
        { "letter", "B=Picture", "AA..BB AA..BB CCCCC. DDDDDD DDDDDD EE..FF" },
        { "date beside the title", "A=Title", "AAAAAABB CCCCCC.. DDDDDD.. EEEEEE.." },
        { "last page with a short column", "", "AADD BB.. BB.. CC.. CC.." },
        { "formula numbers", "B=Formula E=Formula", "AAAAAAAA BBBBBB.C DDDDDDDD EEEEEE.F GGGGGGGG" },
        { "labels before their definitions", "", "ABBBBBB CDDDDDD EFFFFFF" },
        { "notes in the margin", "", "AAAAAA.B AAAAAA.. CCCCCC.. CCCCCC.D CCCCCC.E" },
        { "running head and foot", "A=Page-header D=Page-footer E=Page-footer", "AAAA BBBB CCCC D..E" },
        { "running foot above the text by mistake", "A=Page-header D=Page-footer", "AADD BBBB CCCC" },
        { "footnotes under both columns", "E=Footnote F=Footnote", "AACC AACC BBDD EEFF" },
        { "footnote over a page number", "C=Footnote D=Page-footer", "AAAA BBBB CC.. .DD." },
        { "captions below figures in columns", "B=Picture C=Caption E=Picture F=Caption", "AADD BBEE BBEE CCFF" },
        { "two figures in a row with their captions", "B=Picture C=Caption D=Picture E=Caption", "AAAA BBDD BBDD CCEE FFFF" },
        { "caption above a table", "B=Caption C=Table", "AAAA BBB. CCCC CCCC DDDD" },
        { "caption at the side of a figure", "B=Picture C=Caption", "AAAAAAAA BBBBBCCC BBBBB... BBBBB... DDDDDDDD" },
        { "figure in a column, its caption below, text below that", "B=Picture C=Caption", "AAEE BBEE BBFF CCFF DDFF" },
        { "one caption under two figures", "B=Picture C=Picture D=Caption", "AAAA BBCC BBCC DDDD EEEE" },
        { "note under a table", "B=Table C=Footnote E=Footnote", "AAAA BBBB CC.. DDDD DDDD EEEE" },
        { "text inside a figure", "B=Picture", "AAAA BBBB BCCB BDDB BBBB EEEE" },
        { "names of another model", "A=header B=figure C=figure_caption D=paragraph E=folio", "AAAA BBDD BBDD CCDD ..E." },
    };

    public static TheoryData<string, string, string> RightToLeft => new()
    {
        { "two columns", "", "CCAA CCAA DDBB DDBB" },
        { "title over three columns", "A=Title", "AAAAAA FFDDBB FFDDBB GGEECC" },
        { "table across", "C=Table", "BBAA BBAA CCCC EEDD EEDD" },
        { "sidebar at the left", "", "EEAAAAAA EEBBBBBB FFBBBBBB FFCCCCCC FFDDDDDD" },
        { "formula number", "B=Formula", "AAAAAAAA C.BBBBBB DDDDDDDD" },
    };

    [Theory]
    [MemberData(nameof(LeftToRight))]
    public void Apply_Layout_IsReadAsAPersonDoes(string layout, string classes, string drawing) =>
        AssertOrder(layout, classes, drawing, rightToLeft: false);

    [Theory]
    [MemberData(nameof(RightToLeft))]
    public void Apply_LayoutRightToLeft_IsReadAsAPersonDoes(string layout, string classes, string drawing) =>
        AssertOrder(layout, classes, drawing, rightToLeft: true);

    [Theory]
    [MemberData(nameof(LeftToRight))]
    public void Apply_BoxesThatOverlapALittle_AreReadTheSame(string layout, string classes, string drawing) =>
        AssertOrder(layout, classes, drawing, rightToLeft: false, grow: 1);

    [Theory]
    [InlineData("B=Picture C=Caption E=Table D=Caption", "AAAA BBBB CCCC DDDD EEEE", "C>B caption_of", "D>E caption_of")]
    [InlineData("B=Picture C=Caption D=Picture E=Caption", "AAAA BBDD BBDD CCEE FFFF", "C>B caption_of", "E>D caption_of")]
    [InlineData("B=Picture C=Picture D=Caption", "AAAA BBCC BBCC DDDD EEEE", "D>B caption_of")]
    [InlineData("A=Picture D=Caption", "AAAA BBBB CCCC DDDD")]
    [InlineData("B=Table C=Footnote E=Footnote", "AAAA BBBB CC.. DDDD DDDD EEEE", "C>B footnote_of", "E>D footnote_of")]
    [InlineData("E=Footnote F=Footnote", "AACC AACC BBDD EEFF", "E>B footnote_of", "F>D footnote_of")]
    public void Apply_CaptionsAndFootnotes_AreRelated(string classes, string drawing, params string[] expected)
    {
        (PageLayout layout, PageSize page, string letters) = Read(classes, drawing, grow: 0);

        PageLayout ordered = ReadingOrder.Apply(layout, page, rightToLeft: false);

        Assert.Equal(expected, ordered.Relations.Select(r => $"{letters[r.From]}>{letters[r.To]} {r.Name}").Order());
    }

    [Fact]
    public void Apply_CaptionThatRulesRelated_KeepsTheirRelation()
    {
        (PageLayout layout, PageSize page, _) = Read("A=Picture B=Caption C=Picture", "AAAA BBBB CCCC", grow: 0);
        LayoutRelation ruled = new(1, 2, LayoutRelation.CaptionOf);

        PageLayout ordered = ReadingOrder.Apply(layout with { Relations = [ruled] }, page, rightToLeft: false);

        Assert.Equal([ruled], ordered.Relations);
    }

    [Fact]
    public void Apply_FigureAndItsCaptionInATable_AreReadWithTheTable()
    {
        LayoutElement[] elements =
        [
            new(0, "Table", 0.9f, new BoundingBox(0, 0, 800, 800)),
            new(1, "Picture", 0.8f, new BoundingBox(100, 100, 400, 300)),
            new(2, "Caption", 0.7f, new BoundingBox(100, 310, 400, 340)),
            new(3, "Text", 0.6f, new BoundingBox(0, 900, 800, 1000)),
        ];

        PageLayout layout = new("", elements) { Relations = [new LayoutRelation(2, 1, LayoutRelation.CaptionOf)] };

        PageLayout ordered = ReadingOrder.Apply(layout, new PageSize(1000, 1400), rightToLeft: false);

        Assert.Equal([0, 1, 2, 3], ordered.Elements.Select(element => element.ReadingOrder));
    }

    [Fact]
    public void Apply_RandomBoxes_HasEveryPlaceOnce()
    {
        Random random = new(5);
        PageSize page = new(1000, 1400);
        string[] classes = ["Text", "Table", "Picture", "Caption", "Footnote", "Page-header", "Page-footer", "Title"];
        for (int turn = 0; turn < 200; turn++)
        {
            LayoutElement[] elements =
            [
                .. Enumerable.Range(0, random.Next(40)).Select(i =>
                {
                    (float x, float y) = (random.Next(900), random.Next(1300));
                    string name = classes[random.Next(classes.Length)];

                    // Of the large ones many lie in others, tables in tables in tables among them.
                    int side = turn % 4 == 0 ? 900 : 99;
                    return new LayoutElement(0, name, 0.5f, new BoundingBox(x, y, x + 1 + random.Next(side), y + 1 + random.Next(side)));
                }),
            ];

            PageLayout one = ReadingOrder.Apply(new PageLayout("", elements), page, turn % 2 == 0);

            Assert.Equal(Enumerable.Range(0, elements.Length), one.Elements.Select(e => e.ReadingOrder).Order());
            Assert.Equal(elements, one.Elements.Select(e => e with { ReadingOrder = -1 }));
        }
    }

    private static void AssertOrder(string layout, string classes, string drawing, bool rightToLeft, int grow = 0)
    {
        Assert.NotEmpty(layout);
        (PageLayout drawn, PageSize page, string letters) = Read(classes, drawing, grow);

        PageLayout ordered = ReadingOrder.Apply(drawn, page, rightToLeft);

        Assert.Equal(letters.Order(), ordered.Elements.Zip(letters).OrderBy(e => e.First.ReadingOrder).Select(e => e.Second));
        Assert.Equal(drawn.Elements.Select(e => e.Box), ordered.Elements.Select(e => e.Box));
    }

    /// <summary>The elements of a drawing, in no order, and their letters.</summary>
    private static (PageLayout Layout, PageSize Page, string Letters) Read(string classes, string drawing, int grow)
    {
        string[] rows = drawing.Split(' ');
        string letters = new([.. string.Concat(rows).Where(char.IsLetter).Distinct().OrderBy(letter => letter * 7 % 11)]);
        Dictionary<char, string> named = classes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => entry.Contains('=', StringComparison.Ordinal)).ToDictionary(entry => entry[0], entry => entry[2..]);
        int inset = grow > 0 ? -grow : 25;
        LayoutElement[] elements =
        [
            .. letters.Select(letter =>
            {
                (int Row, int Column)[] cells =
                [
                    .. from row in Enumerable.Range(0, rows.Length)
                       from column in Enumerable.Range(0, rows[row].Length)
                       where rows[row][column] == letter
                       select (row, column),
                ];
                BoundingBox box = new(
                    (cells.Min(c => c.Column) * Cell) + inset,
                    (cells.Min(c => c.Row) * Cell) + inset,
                    ((cells.Max(c => c.Column) + 1) * Cell) - inset,
                    ((cells.Max(c => c.Row) + 1) * Cell) - inset);
                return new LayoutElement(0, named.GetValueOrDefault(letter, "Text"), 0.5f, box);
            }),
        ];
        return (new PageLayout("", elements), new PageSize(rows[0].Length * Cell, rows.Length * Cell), letters);
    }
}
