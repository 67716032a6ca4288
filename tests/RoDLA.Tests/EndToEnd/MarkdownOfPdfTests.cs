using System.Text;
using System.Text.RegularExpressions;
using RoDLA.Tests.Analysis.Exports;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Cli;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>A born-digital PDF to Markdown, with the shipped model.</summary>
public sealed partial class MarkdownOfPdfTests
{
    private const double MostErrors = 0.02;

    [ToolFact("pdftotext", "poppler-utils")]
    public async Task Detect_TenPagesOfThreeColumns_HaveTheirWordsCompleteAndInOrder()
    {
        ThreeColumnPdf pdf = ThreeColumnPdf.Create();
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "annals.pdf");
        await File.WriteAllBytesAsync(file, pdf.Bytes);

        ProgramRun run = await ProgramRun.OfAsync(["detect", file, "--page", "all", "--format", "markdown", "--out", folder.Path]);

        Assert.Equal(0, run.Exit);
        byte[] archive = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "annals_markdown.zip"));
        string markdown = Encoding.UTF8.GetString(Sample.Files(archive)["annals.md"]);
        string[] pages = PageMark().Split(markdown)[1..];
        Assert.Equal(ThreeColumnPdf.PageCount, pages.Length);
        double[] errors = [.. pages.Select((page, i) => (double)EditDistance(pdf.Words[i], Words(page)) / pdf.Words[i].Count)];
        Assert.All(errors, error => Assert.True(error < MostErrors, string.Join(' ', errors.Select(e => e.ToString("0.000")))));
    }

    /// <summary>The words of a page of Markdown, without its marks.</summary>
    private static string[] Words(string page) =>
    [
        .. page.Split('\n')
            .Select(line => Marks().Replace(line, " "))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.Replace("\\", "", StringComparison.Ordinal)),
    ];

    /// <summary>Least number of words that are added, left out or replaced (Levenshtein).</summary>
    private static int EditDistance(IReadOnlyList<string> expected, string[] read)
    {
        int[] row = [.. Enumerable.Range(0, read.Length + 1)];
        foreach (string word in expected)
        {
            int diagonal = row[0]++;
            for (int i = 1; i < row.Length; i++)
            {
                int best = Math.Min(Math.Min(row[i], row[i - 1]) + 1, diagonal + (word == read[i - 1] ? 0 : 1));
                (diagonal, row[i]) = (row[i], best);
            }
        }

        return row[^1];
    }

    [GeneratedRegex("<!-- page [0-9]+ -->")]
    private static partial Regex PageMark();

    /// <summary>Pictures, rules of tables, their bars, and what begins a heading, a quotation or an item, or sets a caption off.</summary>
    [GeneratedRegex(@"!\[.*\]\(.*\)|\| ---.*|(?<!\\)\||^[#>]+ |^- |^\*|\*$")]
    private static partial Regex Marks();
}
