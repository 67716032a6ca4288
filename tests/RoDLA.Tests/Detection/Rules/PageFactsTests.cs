using RoDLA.Detection;
using RoDLA.Tests.Imaging;
using Xunit;
using static RoDLA.Tests.Detection.Rules.RulesFixture;

namespace RoDLA.Tests.Detection.Rules;

/// <summary>What rules may ask of a page; the figures are worked out by hand.</summary>
public sealed class PageFactsTests
{
    // 0: 100 × 100 at (0, 0); 1: 100 × 100 at (50, 50); 2: 300 × 40 at (0, 200); 3: 20 × 20 at (130, 130), weakest.
    private static readonly LayoutElement[] Page =
    [
        Element("Text", 0.9f, 0, 0, 100, 100),
        Element("Picture", 0.9f, 50, 50, 150, 150),
        Element("Caption", 0.6f, 0, 200, 300, 240),
        Element("Text", 0.5f, 130, 130, 150, 150),
    ];

    [ToolTheory(Tool, Package)]
    [InlineData("page(W, H), A = 0, B = 1, V = W-H", "1000-1400")]
    [InlineData("width(2, V), A = 2, B = 0", "300.0")]
    [InlineData("height(2, V), A = 2, B = 0", "40.0")]
    [InlineData("area(2, V), A = 2, B = 0", "12000.0")]
    [InlineData("A = 0, B = 1, shared(A, B, V)", "2500.0")]
    [InlineData("A = 0, B = 1, iou(A, B, S), V is round(S * 10000)", "1429")] // 2500 / 17500.
    [InlineData("A = 3, B = 1, covered(A, B, V)", "1.0")]
    [InlineData("A = 1, B = 3, covered(A, B, V)", "0.04")]
    [InlineData("A = 0, B = 1, beside(A, B, V)", "0.5")]
    [InlineData("A = 0, B = 2, under(A, B, V)", "1.0")]
    [InlineData("A = 0, B = 2, above(A, B, V)", "100.0")]
    [InlineData("A = 0, B = 3, left_of(A, B, V)", "30.0")]
    [InlineData("A = 0, B = 3, distance(A, B, S), V is round(S * 100)", "4243")] // √(30² + 30²).
    [InlineData("A = 0, B = 1, distance(A, B, V)", "0.0")]
    [InlineData("A = 2, nearest(A, ['Picture', 'Text'], B, V)", "50.0")]
    [InlineData("stronger(A, B), A = 0, B = 1, V = yes", "yes")] // The same confidence, and earlier.
    [InlineData("stronger(A, B), A = 2, B = 3, V = yes", "yes")]
    [InlineData("A = 2, B = 0, top_share(A, S), V is round(S * 10000)", "1571")] // 220 / 1400.
    [InlineData("A = 2, B = 0, line_height(V)", "20.0")]
    public async Task Predicate_OfAPage_HasTheValueWorkedByHand(string goal, string expected)
    {
        await using RulesFixture fixture = new RulesFixture()
            .Write("ask", $"relation(A, B, Name) :- {goal}, format(atom(Name), '~w', [V]).");

        PageLayout layout = await fixture.ApplyAsync("ask", Page);

        Assert.Equal(expected, Assert.Single(layout.Relations).Name);
    }

    [ToolTheory(Tool, Package)]
    [InlineData("shared(0, 2, V)")]
    [InlineData("above(1, 0, V)")]
    [InlineData("left_of(1, 0, V)")]
    [InlineData("beside(0, 2, V)")]
    [InlineData("nearest(0, ['Table'], _, V)")]
    [InlineData("stronger(1, 0), V = yes")]
    [InlineData("iou(0, 0, V)")]
    public async Task Predicate_ThatDoesNotHold_Fails(string goal)
    {
        await using RulesFixture fixture = new RulesFixture()
            .Write("ask", $"relation(0, 1, Name) :- {goal}, format(atom(Name), '~w', [V]).");

        Assert.Empty((await fixture.ApplyAsync("ask", Page)).Relations);
    }
}
