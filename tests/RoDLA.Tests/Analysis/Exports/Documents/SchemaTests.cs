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
        Assert.Equal("Table 1 & its  cells", (string)page.Descendants(pc + "Unicode").Single());
    }

    [Fact]
    public async Task WriteAsync_Alto_HasReadingOrderAndWords()
    {
        XDocument alto = BoxReaders.Xml(await Sample.ExportAsync("alto", Sample.Source(Sample.Report())));
        XNamespace ns = alto.Root!.Name.Namespace;
        Assert.Equal(["b0", "b2", "b3", "b1"], alto.Descendants(ns + "ElementRef").Select(r => (string)r.Attribute("REF")!));
        Assert.Equal(["Table", "1", "&", "its", "cells"], alto.Descendants(ns + "String").Select(s => (string)s.Attribute("CONTENT")!));
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
