using System.Text;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Pipeline;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports.Documents;

public sealed class DocumentExporterTests
{
    private const string Markdown =
        """
        <!-- page 1 -->

        Running head

        # A \*title\* \[1\]

        Text of \<tags> & a\_b.

        - one
        - two

        1. first
        2. second

        *Table 1. Cells*

        | A | B\|C |
        | --- | --- |
        | 1 | 2 |

        ```
        x = [1]
          y
        ```

        > 1\. A note

        \- no item

        """;

    [Fact]
    public async Task WriteAsync_Markdown_HasTheElementsInReadingOrder()
    {
        OrderedDictionary<string, byte[]> files = Sample.Files(await Sample.ExportAsync("markdown", Sample.Source(Report())));
        Assert.Equal(["page one.md"], files.Keys);
        Assert.Equal(Markdown.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(files["page one.md"]));
    }

    [Fact]
    public async Task WriteAsync_Html_HasTheElementsInReadingOrder()
    {
        OrderedDictionary<string, byte[]> files = Sample.Files(await Sample.ExportAsync("html", Sample.Source(Report())));
        string html = Encoding.UTF8.GetString(files["page one.html"]);
        Assert.Contains(
            """
            <section id="page-1">
            <p class="running">Running head</p>
            <h1>A *title* [1]</h1>
            <p>Text of &lt;tags&gt; &amp; a_b.</p>
            <ul>
            <li>one</li>
            <li>two</li>
            </ul>
            <ol>
            <li value="1">first</li>
            <li value="2">second</li>
            </ol>
            <p class="caption">Table 1. Cells</p>
            <table>
            <tr><th>A</th><th>B|C</th></tr>
            <tr><td>1</td><td>2</td></tr>
            </table>
            <pre><code>x = [1]
              y</code></pre>
            <p class="note">1. A note</p>
            <p>- no item</p>
            </section>
            """.ReplaceLineEndings("\n"),
            html,
            StringComparison.Ordinal);
        Assert.EndsWith("</body>\n</html>\n", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("markdown", "![Figure](<images/page one_1.jpg>)")]
    [InlineData("html", "<img src=\"images/page%20one_1.jpg\" alt=\"Figure\">")]
    public async Task WriteAsync_Picture_IsCutOutOfThePage(string format, string link)
    {
        PageReport report = Sample.Report("page one.png", [Sample.Detection(0, "Figure", (10.5f, 20.5f, 110, 70), 0.9f)]);

        OrderedDictionary<string, byte[]> files = Sample.Files(
            await Sample.ExportAsync(format, AnswerPages.Of(report, static _ => [], new BlankDocument())));

        Assert.Equal("images/page one_1.jpg", files.Keys.First());
        Assert.Contains(link, Encoding.UTF8.GetString(files.Values.Last()), StringComparison.Ordinal);
        using SixLabors.ImageSharp.Image picture = SixLabors.ImageSharp.Image.Load(files.Values.First());
        Assert.Equal((100, 50), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task WriteAsync_ElementInsideAnotherWithText_IsNotRepeated()
    {
        PageReport report = Sample.Report(
            "a.png",
            [
                Sample.Detection(0, "Text", (0, 0, 100, 100), 0.9f) with { Text = "outer inner", ReadingOrder = 0 },
                Sample.Detection(0, "Text", (5, 50, 95, 99), 0.8f) with { Text = "inner", ReadingOrder = 1 },
            ]);
        string text = Encoding.UTF8.GetString(Sample.Files(await Sample.ExportAsync("markdown", Sample.Source(report)))["a.md"]);
        Assert.Equal("<!-- page 1 -->\n\nouter inner\n", text);
    }

    [Fact]
    public async Task WriteAsync_SeveralDocuments_HaveATextEach()
    {
        AnswerPages source = Sample.Source(
            "x", Sample.Report("a.pdf", 1, 2), Sample.Report("a.pdf", 2, 2), Sample.Report("box/a.pdf", 1, 2), Sample.Report("b.png"));
        OrderedDictionary<string, byte[]> files = Sample.Files(await Sample.ExportAsync("markdown", source));
        Assert.Equal(["a.md", "a-2.md", "b.md"], files.Keys);
        Assert.Contains("<!-- page 2 -->", Encoding.UTF8.GetString(files["a.md"]), StringComparison.Ordinal);
    }

    private static PageReport Report()
    {
        (string Class, string Text, string[][]? Cells)[] elements =
        [
            ("Page-header", "Running head", null), ("Title", "A *title* [1]", null), ("Text", "Text of <tags> & a_b.", null),
            ("List-item", "• one", null), ("List-item", "two", null), ("List-item", "1. first\n2. second", null),
            ("Caption", "Table 1. Cells", null), ("Table", "A B|C 1 2", [["A", "B|C"], ["1", "2"]]), ("Code", "x = [1]\n  y", null),
            ("Footnote", "1. A note", null), ("Text", "- no item", null),
        ];
        DetectionReport[] detections =
        [
            .. elements.Select((e, i) => Sample.Detection(i, e.Class, (10, i * 50, 500, (i * 50) + 40), 0.9f) with
            {
                Text = e.Text,
                Cells = e.Cells,
                ReadingOrder = i,
            }),
        ];
        return Sample.Report("page one.png", detections);
    }

    private sealed class BlankDocument() : OpenDocument(new DocumentInfo(ImageFormat.Png, new PageSize(Sample.Width, Sample.Height), 1, 1))
    {
        protected override ValueTask<PageImage> DecodeAsync(int page, PageDemand demand, CancellationToken cancellationToken) =>
            ValueTask.FromResult(PageImage.Rent(Sample.Width, Sample.Height));
    }
}
