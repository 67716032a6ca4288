using System.Globalization;
using System.Text;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Metrics;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

public sealed class CsvExporterTests
{
    [Fact]
    public async Task WriteAsync_Detections_HasARowEachWithTheNumbersOfTheReport()
    {
        (string, float)[] first = [("title", 0.9137f), ("text", 0.5000001f)];
        using StoredJob job = new();
        job.Add("box/one.png", 1, first).Add("empty.png", 1).Add("two.png", 1, ("text", 0.7f));
        byte[] csv = await Exported.AsAsync(job, "csv");
        Assert.StartsWith("name,class,confidence,x1,y1,x2,y2,width,height,", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        List<Dictionary<string, string>> rows = Exported.Rows(csv);
        Assert.Equal(["box/one.png", "box/one.png", "two.png"], rows.Select(row => row["name"]));
        Assert.Equal(["title", "text", "text"], rows.Select(row => row["class"]));
        Assert.Equal(["0", "0", "2"], rows.Select(row => row["index"]));
        IReadOnlyList<DetectionReport> detections = StoredJob.Report("one.png", first).AllDetections;
        for (int i = 0; i < detections.Count; i++)
        {
            DetectionReport detection = detections[i];
            BoundingBoxReport box = detection.Bbox;
            (string Column, float Value)[] numbers =
            [
                ("confidence", detection.Confidence), ("x1", box.X1), ("y1", box.Y1), ("x2", box.X2), ("y2", box.Y2), ("width", box.Width),
                ("height", box.Height), ("center_x", box.CenterX), ("center_y", box.CenterY), ("area", detection.Area),
                ("aspect_ratio", detection.AspectRatio), ("class_id", detection.ClassId),
            ];
            Assert.All(numbers, n => Assert.Equal(n.Value.ToString("R", CultureInfo.InvariantCulture), rows[i][n.Column]));
        }
    }

    [Fact]
    public async Task WriteAsync_Images_HasARowEachInAnyState()
    {
        using StoredJob job = Mixed();
        List<Dictionary<string, string>> rows = Exported.Rows(await Exported.AsAsync(job, "csv", ExportRows.Images));
        Assert.Equal(
            ["success 1 0.9 1.25 1   1000 1400 png 0 1 false", "failed    2 Too big. over_limit    1 3 ", "cancelled    0      2 1 ", "pending    0      3 1 "],
            rows.Select(r => string.Join(
                ' ', r["status"], r["detections"], r["average_confidence"], r["processing_time"], r["attempts"], r["error"], r["error_category"],
                r["width"], r["height"], r["format"], r["index"], r["page"], r["cached"])));
        Assert.Equal(
            "name,status,detections,average_confidence,processing_time,attempts,error,error_category,width,height,format,index,page,cached,started_at,completed_at",
            string.Join(',', rows[0].Keys));
        Assert.Equal("2024-11-23T14:30:22.000Z", rows[0]["started_at"]);
        Assert.Equal("2024-11-23T14:30:23.000Z", rows[0]["completed_at"]);
    }

    [Theory]
    [InlineData("=1+1.png", "'=1+1.png")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\ttab", "'\ttab")]
    [InlineData("\rreturn", "'\rreturn")]
    [InlineData("\nfeed", "'\nfeed")]
    [InlineData("a=b.png", "a=b.png")]
    [InlineData("one,two \"three\"\r\nfour.png", "one,two \"three\"\r\nfour.png")]
    [InlineData("文档 é 😀.png", "文档 é 😀.png")]
    [InlineData(" spaces ", " spaces ")]
    public async Task WriteAsync_AnyName_ReadsBackAndIsNoFormula(string name, string expected)
    {
        using StoredJob job = new();
        job.Add(name, 1, (name, 0.5f)).AddWithout(name, ItemState.Failed, name, ErrorCategory.Internal);
        Dictionary<string, string> detection = Assert.Single(Exported.Rows(await Exported.AsAsync(job, "csv")));
        Assert.Equal(expected, detection["name"]);
        Assert.Equal(expected, detection["class"]);
        Assert.Equal(expected, Exported.Rows(await Exported.AsAsync(job, "csv", ExportRows.Images))[1]["error"]);
    }

    [Fact]
    public async Task WriteAsync_NegativeCoordinates_StayNumbers()
    {
        string report = """{"image_info":{"width":9,"height":9},"all_detections":[{"class_id":1,"class_name":"a","bbox":{"x1":-3.5,"y1":-1},"confidence":1e-7}]}""";
        using StoredJob job = new();
        job.AddStored("a.png", 1, Encoding.UTF8.GetBytes(report), ("a", 0.5f));
        Dictionary<string, string> row = Assert.Single(Exported.Rows(await Exported.AsAsync(job, "csv")));
        Assert.Equal(("-3.5", "-1"), (row["x1"], row["y1"]));
        Assert.Equal(1e-7, double.Parse(row["confidence"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task WriteAsync_NoResults_HasOnlyTheHeader()
    {
        using StoredJob job = new();
        job.AddWithout("a.png", ItemState.Pending);
        string csv = Encoding.UTF8.GetString(await Exported.AsAsync(job, "csv"));
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        Assert.Single(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [ToolFact("python3", "python3")]
    public async Task WriteAsync_ReadByPython_HasTheSameFields()
    {
        using StoredJob job = new();
        job.Add("a \"b\",\r\nc é.png", 1, ("text", 0.25f), ("=x", 0.125f));
        string read = await Exported.PythonAsync(
            "import csv, io, sys\n" +
            "text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')\n" +
            "for row in csv.DictReader(text, strict=True): print([row['name'], row['class'], float(row['confidence']), int(row['index'])])",
            await Exported.AsAsync(job, "csv"));
        Assert.Equal("['a \"b\",\\r\\nc é.png', 'text', 0.25, 0]\n['a \"b\",\\r\\nc é.png', \"'=x\", 0.125, 0]\n", read);
    }

    internal static StoredJob Mixed() => new StoredJob { State = JobState.Processing }
        .Add("one.png", 1.25, ("title", 0.9f))
        .AddWithout("bad.pdf", ItemState.Failed, "Too big.", ErrorCategory.OverLimit, page: 3)
        .AddWithout("late.png", ItemState.Cancelled)
        .AddWithout("next.png", ItemState.Pending);
}
