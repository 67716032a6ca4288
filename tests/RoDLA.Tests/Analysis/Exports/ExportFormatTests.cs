using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Registration;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports;

/// <summary>What holds for every format.</summary>
public sealed class ExportFormatTests
{
    public static TheoryData<string> Formats => [.. ExportServices.Formats];

    public static TheoryData<string> FormatsWithBoxes => [.. ExportServices.Formats.Except(["zip", "coco_results", "markdown", "html"])];

    [Theory]
    [MemberData(nameof(FormatsWithBoxes))]
    public async Task WriteAsync_OnePage_BoxesReadBackWithinHalfAPixel(string format)
    {
        byte[] file = await Sample.ExportAsync(format, Sample.Source(Sample.Report()));

        var read = BoxReaders.Read(format, file).ToLookup(box => box.Class);
        Assert.Equal(Sample.Boxes.Length, read.Count);
        foreach ((string name, float x1, float y1, float x2, float y2, _) in Sample.Boxes)
        {
            var box = Assert.Single(read[name]);
            Assert.Equal(x1, box.X1, 0.5);
            Assert.Equal(y1, box.Y1, 0.5);
            Assert.Equal(x2, box.X2, 0.5);
            Assert.Equal(y2, box.Y2, 0.5);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_PageWithoutDetections_IsWritten(string format)
    {
        Assert.NotEmpty(Sample.Find(format).FileOf(Sample.Source(Sample.Report("a.png", [])), new ExportOptions()).Name);
        byte[] file = await Sample.ExportAsync(format, Sample.Source(Sample.Report("a.png", [])));
        Assert.True(file.Length > 0 || format == "yolo");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_DocumentWithAFailedPage_HasTheOthers(string format)
    {
        AnswerPages source = Sample.Source(
            "doc.pdf", Sample.Report("doc.pdf", 1, 3), new PageFailure(false, 2, "torn", "undecodable_image"), Sample.Report("doc.pdf", 3, 3));

        byte[] file = await Sample.ExportAsync(format, source);
        byte[] again = await Sample.ExportAsync(format, source);

        Assert.NotEmpty(file);
        Assert.Equal(file.Length, again.Length);
    }

    [Theory]
    [InlineData("json", "page_one.json")]
    [InlineData("csv", "page_one_detections.csv")]
    [InlineData("xlsx", "page_one.xlsx")]
    [InlineData("yolo", "page_one.txt")]
    [InlineData("coco", "page_one_instances.json")]
    [InlineData("coco_results", "page_one_results.json")]
    [InlineData("voc", "page_one.xml")]
    [InlineData("labelstudio", "page_one_labelstudio.zip")]
    [InlineData("pagexml", "page_one.xml")]
    [InlineData("alto", "page_one.xml")]
    [InlineData("hocr", "page_one.hocr")]
    public void FileOf_OnePage_IsTheFileOfThePage(string format, string name) =>
        Assert.Equal(name, Sample.Find(format).FileOf(Sample.Source(Sample.Report()), new ExportOptions()).Name);

    [Theory]
    [InlineData("yolo", "doc_yolo.zip", "labels/doc_p1.txt,labels/doc_p2.txt,data.yaml,classes.txt")]
    [InlineData("voc", "doc_voc.zip", "Annotations/doc_p1.xml,Annotations/doc_p2.xml,ImageSets/Main/default.txt,labelmap.txt")]
    [InlineData("pagexml", "doc_pagexml.zip", "doc_p1.xml,doc_p2.xml")]
    [InlineData("alto", "doc_alto.zip", "doc_p1.xml,doc_p2.xml")]
    [InlineData("labelstudio", "doc_labelstudio.zip", "tasks.json,labeling_config.xml")]
    public async Task WriteAsync_SeveralPages_IsAnArchiveOfTheirFiles(string format, string name, string files)
    {
        AnswerPages source = Sample.Source("doc.pdf", Sample.Report("doc.pdf", 1, 2), Sample.Report("doc.pdf", 2, 2));

        byte[] archive = await Sample.ExportAsync(format, source);

        Assert.Equal(new ExportFile(name, "application/zip"), Sample.Find(format).FileOf(source, new ExportOptions()));
        Assert.Equal(files.Split(','), Sample.Files(archive).Keys);
    }
}
