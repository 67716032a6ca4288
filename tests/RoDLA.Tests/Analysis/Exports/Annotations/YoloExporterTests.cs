using System.Text;
using RoDLA.Analysis.Exports;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Exports;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports.Annotations;

public sealed class YoloExporterTests
{
    [Fact]
    public async Task WriteAsync_OnePage_HasClassCentreAndSize()
    {
        PageOf(out AnswerPages source);
        Assert.Equal("3 0.500000 0.250000 1.000000 0.500000\n", Encoding.UTF8.GetString(await Sample.ExportAsync("yolo", source)));
    }

    [Fact]
    public async Task WriteAsync_WithConfidences_HasASixthColumn()
    {
        PageOf(out AnswerPages source);
        byte[] file = await Sample.ExportAsync("yolo", source, new ExportOptions { Confidences = true });
        Assert.Equal("3 0.500000 0.250000 1.000000 0.500000 0.750000\n", Encoding.UTF8.GetString(file));
    }

    [Fact]
    public async Task WriteAsync_Archive_NamesEveryClassOfTheModel()
    {
        OrderedDictionary<string, byte[]> files = Sample.Files(await Sample.ExportAsync("yolo", Sample.Source("doc.pdf", Sample.Report(), Sample.Report("b"))));
        Assert.Equal(
            "path: .\ntrain: images\nval: images\nnames:\n  0: \"Caption\"\n  1: \"Table\"\n  2: \"Picture\"\n  3: \"Text\"\n  4: \"Title\"\n",
            Encoding.UTF8.GetString(files["data.yaml"]));
        Assert.Equal("Caption\nTable\nPicture\nText\nTitle\n", Encoding.UTF8.GetString(files["classes.txt"]));
    }

    [ToolFact("python3", "python3-yaml", "/usr/lib/python3/dist-packages/yaml")]
    public async Task WriteAsync_DataFileReadByPython_HasTheNames()
    {
        AnswerPages source = Sample.Source("doc", Sample.Report("a", [Sample.Detection(0, "it's: \"a\" # é\n", (0, 0, 9, 9), 0.5f)]), Sample.Report("b"));
        byte[] yaml = Sample.Files(await Sample.ExportAsync("yolo", source))["data.yaml"];
        string read = await Exported.PythonAsync("import sys, yaml\nprint(ascii(yaml.safe_load(sys.stdin.buffer)['names']))", yaml);
        Assert.Contains("5: 'it\\'s: \"a\" # \\xe9\\n'", read, StringComparison.Ordinal);
    }

    private static void PageOf(out AnswerPages source) => source = Sample.Source(
        Sample.Report("a.png", [Sample.Detection(3, "Text", (0, 0, Sample.Width, Sample.Height / 2f), 0.75f)]));
}
