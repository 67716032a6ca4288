using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Exports;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

/// <summary>A job of 5,000 images; not in parallel, since the memory of the process is measured.</summary>
[Collection(nameof(LargeJobTests))]
[CollectionDefinition(nameof(LargeJobTests), DisableParallelization = true)]
public sealed class LargeJobTests(LargeJobTests.Job large) : IClassFixture<LargeJobTests.Job>
{
    private const int Images = 5000;
    private const int Detections = 10;
    private const long Most = 16L << 20;

    [Theory]
    [InlineData("csv", ExportRows.Detections)]
    [InlineData("csv", ExportRows.Images)]
    [InlineData("json", ExportRows.Detections)]
    [InlineData("jsonl", ExportRows.Detections)]
    [InlineData("xlsx", ExportRows.Detections)]
    [InlineData("yolo", ExportRows.Detections)]
    [InlineData("coco", ExportRows.Detections)]
    [InlineData("coco_results", ExportRows.Detections)]
    [InlineData("voc", ExportRows.Detections)]
    [InlineData("labelstudio", ExportRows.Detections)]
    [InlineData("pagexml", ExportRows.Detections)]
    [InlineData("alto", ExportRows.Detections)]
    [InlineData("hocr", ExportRows.Detections)]
    [InlineData("markdown", ExportRows.Detections)]
    [InlineData("html", ExportRows.Detections)]
    [InlineData("zip", ExportRows.Detections)]
    public async Task WriteAsync_5000Images_AllocatesLittleMemory(string format, ExportRows rows)
    {
        await using ServiceProvider services = large.Stored.Services();
        IExporter exporter = services.GetRequiredService<ExporterCatalog>().Find(format)!;
        ExportSource source = services.GetRequiredService<JobExports>().Of(large.Stored.Snapshot);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        long next = 0;
        await using AsyncOnlyStream stream = new(keep: false)
        {
            Written = total =>
            {
                if (total >= next)
                {
                    // A collection costs a second late in a run of all tests: fewer of them the further the export is.
                    next = total + Math.Max(Most / 8, total / 4);
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                }
            },
        };
        await exporter.WriteAsync(source, new ExportOptions { Rows = rows }, stream, CancellationToken.None);
        Assert.InRange(most, 1, before + Most);
    }

    [Fact]
    public async Task SummarizeAsync_5000Images_AllocatesLittleMemory()
    {
        Assert.True(large.Bytes > 4 * Most);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        ListLog log = new() { Logged = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) };
        await using ServiceProvider services = large.Stored.Services(log);
        JobSummary summary = await services.GetRequiredService<JobSummarizer>().SummarizeAsync(large.Stored.Snapshot, CancellationToken.None);
        Assert.Equal(3, log.Messages.Count);
        Assert.Equal((Images - 3) * Detections, summary.TotalDetections);
        Assert.InRange(most, 1, before + Most);
    }

    /// <summary>A job with three damaged reports; memory is measured when they are logged.</summary>
    public sealed class Job : IDisposable
    {
        public Job()
        {
            (string, float)[] found = [.. Enumerable.Range(0, Detections).Select(i => ($"class {i % 11}", 0.5f + (i * 0.01f)))];
            byte[] report = JsonSerializer.SerializeToUtf8Bytes(StoredJob.Report("page.png", found), ReportJson.Indented);
            for (int i = 0; i < Images; i++)
            {
                byte[] stored = i is 1000 or 3000 or Images - 1 ? report[..100] : report;
                Stored.AddStored($"page {i}.png", 0.5, stored, found);
                Bytes += stored.Length;
            }
        }

        internal StoredJob Stored { get; } = new() { Mode = VisualizationMode.Summary };

        internal long Bytes { get; }

        public void Dispose() => Stored.Dispose();
    }
}
