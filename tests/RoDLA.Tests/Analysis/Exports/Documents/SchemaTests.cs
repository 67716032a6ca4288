using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Pipeline;
using RoDLA.Detection;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports.Documents;

/// <summary>PAGE and ALTO files are valid by their published schemas.</summary>
public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Analysis", "Exports", "Schemas");

    [Theory]
    [InlineData("pagexml")]
    [InlineData("alto")]
    public async Task WriteAsync_APage_IsValid(string format) => Validate(format, await Sample.ExportAsync(format, Sample.Source(Sample.Report())));

    [Theory]
    [InlineData("pagexml")]
    [InlineData("alto")]
    public async Task WriteAsync_NoDetections_IsValid(string format) =>
        Validate(format, await Sample.ExportAsync(format, Sample.Source(Sample.Report("a.png", []))));

    [Theory]
    [InlineData("pagexml", "models/rodla-layout-s/model.json")]
    [InlineData("alto", "models/rodla-layout-s/model.json")]
    [InlineData("pagexml", "tools/export-rodla/tests/m6doc-model.json")]
    [InlineData("alto", "tools/export-rodla/tests/m6doc-model.json")]
    public async Task WriteAsync_EveryClassOfAModelWithText_IsValid(string format, string manifest)
    {
        string[] classes = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, manifest)))!["classes"]!.AsArray().Select(c => (string)c!)];
        DetectionReport[] detections =
        [
            .. classes.Select((name, id) => Sample.Detection(id, name, (id, id, id + 20.5f, id + 10.25f), 0.5f) with
            {
                ReadingOrder = id,
                Text = $"of \u0000 {name} \uD83D\uDE00 \uD83D",
                Lines = [[new WordReport("of", [id, id, id + 8, id + 5]), new WordReport("\u0000\uD83D", [-3, id, 9000, id + 5.5f])]],
            }),
        ];
        PageReport report = Sample.Report("<&\"'\u0007>.png", detections) with { Relations = [new LayoutRelation(0, 1, "caption_of")] };
        Validate(format, await Sample.ExportAsync(format, Sample.Source(report)));
    }

    [Fact]
    public async Task WriteAsync_PageXml_HasReadingOrderRelationAndText()
    {
        XDocument page = BoxReaders.Xml(await Sample.ExportAsync("pagexml", Sample.Source(Sample.Report())));
        XNamespace pc = page.Root!.Name.Namespace;
        Assert.Equal(["r0", "r2", "r3", "r1"], page.Descendants(pc + "RegionRefIndexed").Select(r => (string)r.Attribute("regionRef")!));
        Assert.Equal(
            ["TextRegion heading", "TableRegion ", "TextRegion caption", "TextRegion paragraph"],
            page.Descendants(pc + "Page").Elements().Where(e => e.Attribute("custom") is not null).Select(e => $"{e.Name.LocalName} {(string?)e.Attribute("type")}"));
        Assert.Equal("r3 r2", string.Join(' ', page.Descendants(pc + "Relation").Elements().Select(e => (string)e.Attribute("regionRef")!)));
        XElement caption = page.Descendants(pc + "TextRegion").Single(r => (string?)r.Attribute("id") == "r3");
        Assert.Equal("Table 1 & its  cells", (string)caption.Elements(pc + "TextEquiv").Single());
        Assert.Equal(["Table 1", "& its cells"], caption.Elements(pc + "TextLine").Select(line => (string)line.Elements(pc + "TextEquiv").Single()));
        Assert.Equal(
            ["Table 620,801 700,801 700,822 620,822", "1 706,802 715,802 715,822 706,822"],
            caption.Descendants(pc + "Word").Take(2).Select(word => $"{(string)word.Element(pc + "TextEquiv")!} {(string)word.Element(pc + "Coords")!.Attribute("points")!}"));
    }

    [Fact]
    public async Task WriteAsync_Alto_HasReadingOrderAndWords()
    {
        XDocument alto = BoxReaders.Xml(await Sample.ExportAsync("alto", Sample.Source(Sample.Report())));
        XNamespace ns = alto.Root!.Name.Namespace;
        Assert.Equal(["b0", "b2", "b3", "b1"], alto.Descendants(ns + "ElementRef").Select(r => (string)r.Attribute("REF")!));
        Assert.Equal(["Table", "1", "&", "its", "cells"], alto.Descendants(ns + "String").Select(s => (string)s.Attribute("CONTENT")!));
        Assert.Equal(["TextLine 620.1 801.2 94.9 20.8", "String 620.1 801.2 80.3 20.8"], alto.Descendants(ns + "TextLine").First().DescendantsAndSelf()
            .Take(2).Select(e => $"{e.Name.LocalName} {string.Join(' ', ((string[])["HPOS", "VPOS", "WIDTH", "HEIGHT"]).Select(a => (string)e.Attribute(a)!))}"));
    }

    [Fact]
    public async Task WriteAsync_Hocr_HasLinesAndWords()
    {
        XDocument hocr = BoxReaders.Xml(await Sample.ExportAsync("hocr", Sample.Source(Sample.Report())));
        XElement[] lines = [.. hocr.Descendants().Where(e => (string?)e.Attribute("class") == "ocr_line")];
        Assert.Equal(["bbox 620 801 715 822", "bbox 620 828 760 850"], lines.Select(line => (string)line.Attribute("title")!));
        Assert.Equal(
            ["Table bbox 620 801 700 822", "1 bbox 706 802 715 822"],
            lines[0].Elements().Where(e => (string?)e.Attribute("class") == "ocrx_word").Select(e => $"{e.Value} {(string)e.Attribute("title")!}"));
    }

    private static void Validate(string format, byte[] file)
    {
        XmlSchemaSet schemas = new() { XmlResolver = null };
        schemas.Add(null, Path.Combine(Folder, "xlink.xsd"));
        schemas.Add(null, Path.Combine(Folder, format == "alto" ? "alto-4-4.xsd" : "page-2019-07-15.xsd"));
        List<string> problems = [];
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
        settings.ValidationEventHandler += (_, e) => problems.Add(e.Message);
        using XmlReader reader = XmlReader.Create(new MemoryStream(file), settings);
        while (reader.Read())
        {
        }

        Assert.Empty(problems);
        Assert.True(schemas.Count > 1);
    }
}
