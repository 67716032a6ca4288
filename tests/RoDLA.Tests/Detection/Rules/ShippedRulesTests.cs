using RoDLA.Detection;
using RoDLA.Tests.Imaging;
using Xunit;
using static RoDLA.Tests.Detection.Rules.RulesFixture;

namespace RoDLA.Tests.Detection.Rules;

/// <summary>Each rule of <c>models/rules/layout.pl</c> on a page of its own, and that docs/rules.md describes all of them.</summary>
public sealed class ShippedRulesTests
{
    // Three lines of text give the height of a line, 20 pixels.
    private static readonly LayoutElement[] Lines =
    [
        Element("Text", 0.99f, 600, 640, 900, 660), Element("Text", 0.98f, 600, 740, 900, 760), Element("Text", 0.97f, 600, 840, 900, 860),
    ];

    public static TheoryData<string, string, LayoutElement[]> Cases => new()
    {
        { "duplicate", "drop", [Element("Title", 0.95f, 100, 100, 500, 140), Element("Section-header", 0.31f, 105, 100, 500, 140)] },
        { "part_of_text", "drop", [Element("Text", 0.9f, 100, 300, 500, 500), Element("Text", 0.4f, 100, 460, 500, 499)] },
        { "text_in_picture", "drop", [Element("Picture", 0.9f, 100, 300, 500, 500), Element("Text", 0.4f, 200, 400, 300, 420)] },
        { "text_in_table", "drop", [Element("Table", 0.9f, 100, 300, 500, 500), Element("List-item", 0.4f, 200, 400, 300, 420)] },
        {
            "title_below_heading", "relabel",
            [Element("Section-header", 0.9f, 100, 100, 500, 130), Element("Title", 0.4f, 100, 300, 500, 340)]
        },
        { "title_in_the_midst", "relabel", [Element("Title", 0.4f, 100, 900, 500, 940)] },
        { "title_of_small_type", "relabel", [Element("Title", 0.4f, 100, 100, 500, 122)] },
        { "header_band", "relabel", [Element("Page-header", 0.4f, 100, 500, 500, 520)] },
        { "footer_band", "relabel", [Element("Page-footer", 0.4f, 100, 500, 500, 520)] },
        { "page_number", "relabel", [Element("Text", 0.4f, 490, 1340, 510, 1360)] },
        { "footnote_place", "relabel", [Element("Footnote", 0.4f, 100, 200, 500, 220)] },
        {
            "list_column", "relabel",
            [
                Element("List-item", 0.9f, 100, 200, 500, 220), Element("Text", 0.8f, 102, 230, 500, 250),
                Element("List-item", 0.7f, 100, 260, 500, 280),
            ]
        },
        { "list_of_one", "relabel", [Element("List-item", 0.4f, 100, 200, 500, 220)] },
        { "caption_without_figure", "adjust", [Element("Caption", 0.5f, 100, 200, 500, 220)] },
        { "caption_under_picture", "relabel", [Element("Picture", 0.9f, 100, 200, 500, 400), Element("Text", 0.4f, 150, 410, 450, 450)] },
        {
            "short_line_above_text", "relabel",
            [Element("Text", 0.5f, 100, 200, 250, 220), Element("Text", 0.8f, 100, 230, 500, 400)]
        },
        { "caption_of", "relation", [Element("Table", 0.9f, 100, 200, 500, 400), Element("Caption", 0.8f, 100, 410, 500, 430)] },
        { "number_of", "relation", [Element("Formula", 0.9f, 100, 200, 400, 240), Element("Text", 0.5f, 460, 210, 500, 230)] },
    };

    [ToolTheory(Tool, Package)]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Rule_OnAPageOfItsOwn_MakesItsChangeAndNoOther(string rule, string action, LayoutElement[] elements)
    {
        await using RulesFixture fixture = new(shipped: true);

        PageLayout layout = await fixture.ApplyAsync("layout", [.. Lines, .. elements]);

        // A caption that a rule makes is related to its picture.
        RuleChange change = Assert.Single(layout.RuleChanges, c => action == "relation" || c.Action != "relation");
        Assert.Equal((rule, action), (change.Rule, change.Action));
        Assert.Equal(action == "relation", change.Reason.Length == 0);
    }

    [ToolFact(Tool, Package)]
    public async Task Rules_OfAnOrdinaryPage_ChangeNothing()
    {
        await using RulesFixture fixture = new(shipped: true);
        LayoutElement[] page =
        [
            Element("Title", 0.9f, 100, 100, 900, 160), Element("Text", 0.9f, 100, 200, 480, 600), Element("Section-header", 0.8f, 520, 200, 800, 225),
            Element("Text", 0.8f, 520, 240, 900, 600), Element("Page-footer", 0.7f, 480, 1340, 520, 1360), .. Lines,
        ];

        PageLayout layout = await fixture.ApplyAsync("layout", page);

        Assert.Empty(layout.RuleChanges);
        Assert.Equal(page.OrderByDescending(e => e.Confidence), layout.Elements);
    }

    [Fact]
    public void Documentation_Rules_AreAllDescribed()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "rules.md"));

        Assert.All(Cases, data => Assert.Contains($"| `{data[0]}` |", page, StringComparison.Ordinal));
    }
}
