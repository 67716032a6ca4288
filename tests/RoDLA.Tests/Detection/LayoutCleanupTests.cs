using RoDLA.Detection;
using RoDLA.Detection.Merging;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

/// <summary>Cases of docling's rules, worked by hand.</summary>
public sealed class LayoutCleanupTests
{
    private static readonly CleanupSpec Rules = new() { Thresholds = new Dictionary<string, float> { ["Section-header"] = 0.45f } };

    [Fact]
    public void Apply_Thresholds_AreThoseOfTheClasses() => Assert.Equal(
        ["Text 0.5", "Section-header 0.45"],
        Names(
            [
                Element("Text", 0.5f, 0), Element("Text", 0.49f, 50), Element("Section-header", 0.45f, 100), Element("Section-header", 0.44f, 150),
            ]));

    /// <summary>Two boxes of the same height and left edge: the wider one contains the other.</summary>
    [Theory]
    [InlineData("Text", 0.9f, 100, "Text", 0.86f, 110, "Text 0.86")] // larger, and not much less sure
    [InlineData("Text", 0.9f, 100, "Text", 0.84f, 110, "Text 0.9")] // about as large, and more than 0.05 less sure: gives way
    [InlineData("Text", 0.9f, 100, "Text", 0.84f, 140, "Text 0.9")] // need not give way, but is no choice, being 0.06 less sure
    [InlineData("Text", 0.9f, 110, "Text", 0.88f, 100, "Text 0.9")] // smaller
    [InlineData("Picture", 0.9f, 100, "Picture", 0.65f, 110, "Picture 0.65")] // pictures: up to 0.3 less sure
    [InlineData("Picture", 0.9f, 100, "Picture", 0.55f, 110, "Picture 0.9")]
    [InlineData("Table", 0.9f, 100, "Document Index", 0.75f, 110, "Document Index 0.75")] // containers: up to 0.2 less sure
    [InlineData("Table", 0.9f, 100, "Form", 0.65f, 110, "Table 0.9")]
    [InlineData("Text", 0.88f, 105, "List-item", 0.84f, 110, "List-item 0.84")]
    [InlineData("Text", 0.9f, 100, "Picture", 0.6f, 100, "Text 0.9|Picture 0.6")] // of different kinds
    public void Apply_TwoThatOverlap_KeepsTheBetter(
        string first, float sure, int width, string second, float less, int other, string expected) =>
        Assert.Equal(expected.Split('|'), Names([Element(first, sure, 0, width), Element(second, less, 0, other)]));

    [Fact]
    public void Apply_ThreeInAChain_AreOneGroup() => Assert.Equal(
        ["Text 0.9"], Names([Element("Text", 0.9f, 0, 100), Element("Text", 0.7f, 0, 122), Element("Text", 0.6f, 0, 150)]));

    [Fact]
    public void Apply_ElementsApart_KeepsAll() =>
        Assert.Equal(["Text 0.9", "Text 0.8"], Names([Element("Text", 0.9f, 0), Element("Text", 0.8f, 50)]));

    private static string[] Names(LayoutElement[] elements) =>
        [.. LayoutCleanup.Apply(elements, Rules).Select(e => FormattableString.Invariant($"{e.ClassName} {e.Confidence}"))];

    private static LayoutElement Element(string name, float confidence, float top, float width = 100) =>
        new(0, name, confidence, new BoundingBox(0, top, width, top + 40));
}
