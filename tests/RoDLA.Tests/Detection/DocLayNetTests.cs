using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class DocLayNetTests
{
    [Theory]
    [InlineData("Caption", "Caption")]
    [InlineData("Document Index", "Table")]
    [InlineData("Code", "Text")]
    [InlineData("Checkbox-Selected", null)]
    [InlineData("Key-Value Region", null)]
    [InlineData("doc_title", "Title")]
    [InlineData("paragraph_title", "Section-header")]
    [InlineData("chart", "Picture")]
    [InlineData("seal", "Picture")]
    [InlineData("number", "Page-footer")]
    [InlineData("reference_content", "List-item")]
    [InlineData("figure_title", "Caption")]
    [InlineData("inline_formula", "Formula")]
    [InlineData("abandon", null)]
    [InlineData("plain text", "Text")]
    [InlineData("isolate_formula", "Formula")]
    public void CounterpartOf_ClassWithoutAnEntry_GoesByItsName(string className, string? expected) =>
        Assert.Equal(expected, DocLayNet.CounterpartOf(Manifests.Create("detr", 1), className));

    [Fact]
    public void CounterpartOf_ClassWithAnEntry_IsThatOfTheManifest()
    {
        ModelManifest model = Manifests.Create("detr", 1) with
        {
            Doclaynet = new Dictionary<string, string?> { ["Code"] = "Formula", ["Table"] = null },
        };
        Assert.Equal("Formula", DocLayNet.CounterpartOf(model, "Code"));
        Assert.Null(DocLayNet.CounterpartOf(model, "Table"));
        Assert.Equal("Picture", DocLayNet.CounterpartOf(model, "Picture"));
    }

    [Fact]
    public void Apply_Native_ChangesNothing()
    {
        PageLayout layout = new("m", [Element(3, "Code", 0.9f, 10)]);
        Assert.Same(layout, DocLayNet.Apply(layout, Manifests.Create("detr", 4), ClassVocabulary.Native));
    }

    [Fact]
    public void Apply_Doclaynet_RenamesRenumbersAndLeavesOut()
    {
        PageLayout layout = new(
            "m",
            [
                Element(12, "Code", 0.9f, 10),
                Element(13, "Checkbox-Selected", 0.8f, 20),
                Element(9, "Text", 0.7f, 10),
                Element(9, "Text", 0.6f, 30),
                Element(6, "Picture", 0.5f, 10),
            ]);

        PageLayout named = DocLayNet.Apply(layout, Manifests.Create("detr", 17), ClassVocabulary.Doclaynet);

        // The second Text has the box of the code, which is Text now too.
        Assert.Equal(
            [(9, "Text", 0.9f), (9, "Text", 0.6f), (6, "Picture", 0.5f)],
            named.Elements.Select(e => (e.ClassId, e.ClassName, e.Confidence)));
        Assert.Equal(["Checkbox-Selected"], named.ClassesLeftOut);
    }

    private static LayoutElement Element(int id, string name, float confidence, float left) =>
        new(id, name, confidence, new BoundingBox(left, 0, left + 5, 5));
}
