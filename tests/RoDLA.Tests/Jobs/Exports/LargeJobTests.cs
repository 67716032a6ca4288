using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Pipeline;
using RoDLA.Jobs.Definition;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Results;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

/// <summary>A job of 5,000 images. Run alone, since the memory of the whole process is counted.</summary>
[Collection(nameof(LargeJobTests))]
[CollectionDefinition(nameof(LargeJobTests), DisableParallelization = true)]
public sealed class LargeJobTests
{
    private const int Images = 5000;
    private const int Detections = 40;
    private const long Most = 24L << 20;

    private static readonly (string, float)[] Found = [.. Enumerable.Range(0, Detections).Select(i => ($"class {i % 11}", 0.5f + (i * 0.01f)))];

    [Theory]
    [InlineData("csv", ExportRows.Detections)]
    [InlineData("csv", ExportRows.Images)]
    [InlineData("jsonl", ExportRows.Detections)]
    [InlineData("zip", ExportRows.Detections)]
    public async Task WriteAsync_5000Images_TakesLittleMemory(string format, ExportRows rows)
    {
        using StoredJob job = Large(out _);
        await using ServiceProvider services = job.Services();
        IJobExporter exporter = services.GetRequiredService<ExporterCatalog>().Find(format)!;
        var snapshot = job.Snapshot;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int writes = 0;
        await using AsyncOnlyStream stream = new(keep: false)
        {
            Written = _ => most = writes++ % 500 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most,
        };
        await exporter.WriteAsync(snapshot, new ExportOptions { Rows = rows }, stream, CancellationToken.None);
        Assert.True(writes > 0);
        Assert.InRange(most - before, long.MinValue, Most);
    }

    [Fact]
    public async Task SummarizeAsync_5000Images_TakesLittleMemory()
    {
        using StoredJob job = Large(out long bytes, broken: [1000, 3000, Images - 1]);
        Assert.True(bytes > 4 * Most);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        ListLog log = new() { Logged = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) };
        await using ServiceProvider services = job.Services(log);
        JobSummary summary = await services.GetRequiredService<IJobSummarizer>().SummarizeAsync(job.Snapshot, CancellationToken.None);
        Assert.Equal(3, log.Messages.Count);
        Assert.Equal((Images - 3) * Detections, summary.TotalDetections);
        Assert.InRange(most - before, long.MinValue, Most);
    }

    private static StoredJob Large(out long bytes, params int[] broken)
    {
        StoredJob job = new() { Mode = VisualizationMode.Summary };
        byte[] report = JsonSerializer.SerializeToUtf8Bytes(StoredJob.Report("page.png", Found), ReportJson.Indented);
        bytes = (long)report.Length * Images;
        for (int i = 0; i < Images; i++)
        {
            job.AddStored($"page {i}.png", 0.5, broken.Contains(i) ? report[..100] : report, Found);
        }

        return job;
    }
}
