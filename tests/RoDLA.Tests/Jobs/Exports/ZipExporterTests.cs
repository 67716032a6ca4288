using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Exports;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

public sealed class ZipExporterTests
{
    [Fact]
    public async Task WriteAsync_FinishedJob_HasEveryFile()
    {
        using StoredJob job = await SummedUpAsync();
        using ZipArchive zip = new(new MemoryStream(await Exported.AsAsync(job, "zip")));
        string[] expected =
        [
            "summary.json", .. BatchCharts(), "detections.csv", "images.csv", "failures.json", "image_001_one/results.json",
            "image_001_one/visualizations/class_distribution.png", "image_003_etc_passwd/results.json",
        ];
        Assert.Equal(expected, zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(File.ReadAllBytes(job.Paths.Summary(job.Snapshot.Definition)), Content(zip, "summary.json"));
        Assert.Equal(File.ReadAllBytes(job.Paths.Result(job.Snapshot.Definition, 0)), Content(zip, "image_001_one/results.json"));
        Assert.Equal([1, 2, 3], Content(zip, "image_001_one/visualizations/class_distribution.png"));
        Assert.Equal(await Exported.AsAsync(job, "csv"), Content(zip, "detections.csv"));
        Assert.Equal(await Exported.AsAsync(job, "csv", ExportRows.Images), Content(zip, "images.csv"));
    }

    [Fact]
    public async Task WriteAsync_Failures_AreInTheManifest()
    {
        using StoredJob job = CsvExporterTests.Mixed();
        using ZipArchive zip = new(new MemoryStream(await Exported.AsAsync(job, "zip")));
        Assert.Equal(
            """{"job_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","status":"processing","total_images":4,"successful_images":1,"failures":[{"index":1,"name":"bad.pdf","page":3,"status":"failed","attempts":2,"error":"Too big.","error_category":"over_limit"},{"index":2,"name":"late.png","page":1,"status":"cancelled","attempts":0,"error":null,"error_category":null},{"index":3,"name":"next.png","page":1,"status":"pending","attempts":0,"error":null,"error_category":null}]}""",
            JsonNode.Parse(Content(zip, "failures.json"))!.ToJsonString());
    }

    [Fact]
    public async Task WriteAsync_UnfinishedJob_HasFinishedImages()
    {
        using StoredJob job = CsvExporterTests.Mixed();
        using ZipArchive zip = new(new MemoryStream(await Exported.AsAsync(job, "zip")));
        Assert.Equal(
            ["detections.csv", "images.csv", "failures.json", "image_001_one/results.json"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task WriteAsync_Interrupted_IsNotAValidArchive()
    {
        using StoredJob job = await SummedUpAsync();
        await using ServiceProvider services = job.Services();
        using CancellationTokenSource stop = new();
        await using AsyncOnlyStream stream = new() { Written = total => { if (total > 40_000) { stop.Cancel(); } } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<ExporterCatalog>().Find("zip")!.WriteAsync(
            services.GetRequiredService<JobExports>().Of(job.Snapshot), new ExportOptions(), stream, stop.Token));
        Assert.True(stream.Total > 40_000);
        Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(stream.Bytes)));
    }

    [ToolFact("python3", "python3")]
    public async Task WriteAsync_TestedByPython_IsValid()
    {
        using StoredJob job = await SummedUpAsync();
        string read = await Exported.PythonAsync(
            "import io, json, sys, zipfile\n" +
            "archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n" +
            "print(archive.testzip(), len(archive.namelist()), archive.getinfo('summary.json').date_time)\n" +
            "print(json.loads(archive.read('summary.json'))['statistics']['total_detections'])",
            await Exported.AsAsync(job, "zip"));
        Assert.Equal("None 15 (2024, 11, 23, 14, 35, 22)\n3\n", read);
    }

    private static async Task<StoredJob> SummedUpAsync()
    {
        StoredJob job = new StoredJob { State = JobState.Partial }
            .Add("one.png", 1, ("title", 0.9f), ("text", 0.5f))
            .AddWithout("bad.png", ItemState.Failed, "Not an image.", ErrorCategory.BadImage)
            .Add("../../etc_passwd", 1, ("text", 0.5f))
            .AddChart(0, "class_distribution.png", [1, 2, 3]);
        await using ServiceProvider services = job.Services();
        await services.GetRequiredService<JobSummarizer>().SummarizeAsync(job.Snapshot, CancellationToken.None);
        return job;
    }

    private static IEnumerable<string> BatchCharts() => RoDLA.Analysis.Charts.Batch.BatchCharts.All.Select(chart => chart.Name)
        .Order(StringComparer.Ordinal).Select(name => $"summary_visualizations/{name}.png");

    private static byte[] Content(ZipArchive zip, string name)
    {
        using Stream stream = zip.GetEntry(name)!.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
