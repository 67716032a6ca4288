using System.Text;
using RoDLA.Analysis.Evaluation.Labels;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

public sealed class ClassSpaceTests
{
    private static readonly string[] DocLayNet =
    [
        "Caption", "Footnote", "Formula", "List-item", "Page-footer", "Page-header", "Picture", "Section-header", "Table", "Text", "Title",
    ];

    private static readonly string[] PubLayNet = ["text", "title", "list", "table", "figure"];

    [Theory]
    [InlineData("docbank", "equation", "Formula")]
    [InlineData("docbank", "paragraph", "Text")]
    [InlineData("docbank", "reference", null)]
    [InlineData("docling", "section_header", "Section-header")]
    [InlineData("docling", "code", null)]
    [InlineData("publaynet", "title", "Section-header")]
    [InlineData("publaynet", "figure", "Picture")]
    [InlineData("m6doc", "second-level title", "Section-header")]
    [InlineData("m6doc", "ordered list", "List-item")]
    [InlineData("m6doc", "sealing line", null)]
    public void Match_NamesOfADataSet_AreFoundByThemselves(string vocabulary, string label, string? expected)
    {
        string[] labels = [.. LabelVocabulary.Find(vocabulary)!.Classes.Keys];

        ClassSpace space = ClassSpace.Match(labels, DocLayNet, given: null)!;

        Assert.Equal(vocabulary, space.Mapping);
        Assert.Equal(expected, space.OfLabel(label) is { } index ? space.Names[index] : null);
    }

    [Fact]
    public void Match_NamesOfTheModelInOtherSpelling_AreTheModels()
    {
        ClassSpace space = ClassSpace.Match(["list_item", "page header", "TEXT"], DocLayNet, given: null)!;

        Assert.Equal("identical names", space.Mapping);
        Assert.Equal(["List-item", "Page-header", "Text"], new[] { "list_item", "page header", "TEXT" }.Select(l => space.Names[space.OfLabel(l)!.Value]));
    }

    // Labels of eleven classes and a model of five meet in the five: captions are text there, and page headers nothing.
    [Fact]
    public void Match_ModelWithFewerClasses_FoldsTheLabels()
    {
        ClassSpace space = ClassSpace.Match(DocLayNet, PubLayNet, given: null)!;

        Assert.Equal("Text", space.Names[space.OfLabel("Caption")!.Value]);
        Assert.Equal(space.OfLabel("Title"), space.OfDetection("title"));
        Assert.Equal(space.OfLabel("Picture"), space.OfDetection("figure"));
        Assert.Null(space.OfLabel("Page-header"));
    }

    [Fact]
    public void Match_LabelsWithFewerClasses_FoldsTheDetections()
    {
        ClassSpace space = ClassSpace.Match(PubLayNet, DocLayNet, given: null)!;

        Assert.Equal(space.OfLabel("text"), space.OfDetection("Caption"));
        Assert.Equal(space.OfLabel("title"), space.OfDetection("Title"));
        Assert.Null(space.OfDetection("Page-footer"));
    }

    [Fact]
    public void Match_UnknownNames_IsNull() => Assert.Null(ClassSpace.Match(["cat", "dog"], DocLayNet, given: null));

    [Fact]
    public void Match_OwnMapping_NamesTheModelsClasses()
    {
        LabelVocabulary own = LabelVocabulary.Read(Encoding.UTF8.GetBytes("""{"name":"mine","classes":{"cat":"Picture","dog":null}}"""));

        ClassSpace space = ClassSpace.Match(["cat", "dog"], DocLayNet, own)!;

        Assert.Equal(space.OfDetection("Picture"), space.OfLabel("cat"));
        Assert.Equal(["dog"], space.LeftOut);
    }

    [Fact]
    public void Match_SameVocabularyOnBothSides_KeepsItsClasses()
    {
        string[] m6doc = [.. LabelVocabulary.Find("m6doc")!.Classes.Keys];

        ClassSpace space = ClassSpace.Match(m6doc, m6doc, given: null)!;

        Assert.Equal(m6doc, space.Names);
    }

    [Fact]
    public void All_Vocabularies_LeadToCommonClasses() => Assert.All(
        LabelVocabulary.All,
        v => Assert.All(v.Classes.Values.Concat(v.Folds.Values).Concat(v.Folds.Keys).OfType<string>(), c => Assert.Contains(c, DocLayNet)));
}
