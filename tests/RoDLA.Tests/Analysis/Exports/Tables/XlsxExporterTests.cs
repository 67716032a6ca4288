using System.Xml.Linq;
using MiniExcelLibs;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Pipeline;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports.Tables;

/// <summary>Workbooks are read by MiniExcel, and as the parts of a package.</summary>
public sealed class XlsxExporterTests
{
    private static AnswerPages Source() => Sample.Source(
        "doc.pdf", Sample.Report("=1+1.png"), new PageFailure(false, 2, "torn", "undecodable_image"), Sample.Report("b\u0001.png", []));

    [Fact]
    public async Task WriteAsync_Document_HasThreeSheets()
    {
        byte[] file = await Sample.ExportAsync("xlsx", Source());

        Assert.Equal(["images", "detections", "summary"], MiniExcel.GetSheetNames(new MemoryStream(file)));
        IDictionary<string, object>[] images = Rows(file, "images");
        Assert.Equal(["=1+1.png", "doc.pdf", "b.png"], images.Select(row => (string)row["name"]));
        Assert.Equal(["success", "failed", "success"], images.Select(row => (string)row["status"]));
        Assert.Equal([4.0, null, 0.0], images.Select(row => (double?)row["detections"]));
        Assert.Equal([null, "torn", null], images.Select(row => (string?)row["error"]));
        IDictionary<string, object>[] detections = Rows(file, "detections");
        Assert.Equal(["Title", "Text", "Table", "Caption"], detections.Select(row => (string)row["class"]));
        Assert.Equal(0.95f, (double)detections[0]["confidence"], 1e-7);
        Assert.Equal([0.0, 3.0, 1.0, 2.0], detections.Select(row => (double)row["reading_order"]));
    }

    [Fact]
    public async Task WriteAsync_Summary_HasTheFigures()
    {
        object[][] rows = [.. MiniExcel.Query(new MemoryStream(await Sample.ExportAsync("xlsx", Source())), sheetName: "summary")
            .Cast<IDictionary<string, object>>().Select(row => row.Values.ToArray())];
        Dictionary<string, object> figures = rows.TakeWhile(row => row[0] is not null).ToDictionary(row => (string)row[0], row => row[1]);
        Assert.Equal(3.0, figures["images"]);
        Assert.Equal(1.0, figures["images_failed"]);
        Assert.Equal(4.0, figures["detections"]);
        Assert.Equal(0.8, (double)figures["average_confidence"], 1e-6);
        Assert.Equal(["Caption", 1.0, 25.0, 0.65], rows.Single(row => (string?)row[0] == "Caption"));
    }

    [Fact]
    public async Task WriteAsync_Parts_AreWellFormedAndTextIsNoFormula()
    {
        OrderedDictionary<string, byte[]> parts = Sample.Files(await Sample.ExportAsync("xlsx", Source()));

        Assert.Contains("[Content_Types].xml", parts.Keys);
        foreach ((string name, byte[] part) in parts)
        {
            XDocument xml = BoxReaders.Xml(part);
            Assert.DoesNotContain(xml.Descendants(), e => e.Name.LocalName == "f" && name.Contains("worksheets", StringComparison.Ordinal));
        }
    }

    private static IDictionary<string, object>[] Rows(byte[] file, string sheet) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object>>()];
}
