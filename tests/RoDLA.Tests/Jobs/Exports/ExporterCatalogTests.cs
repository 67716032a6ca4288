using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Registration;
using RoDLA.Jobs.Exports;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

public sealed class ExporterCatalogTests
{
    [Theory]
    [InlineData("csv", "text/csv; charset=utf-8", ExportRows.Detections, "batch_20241123_143022_detections.csv")]
    [InlineData("CSV", "text/csv; charset=utf-8", ExportRows.Images, "batch_20241123_143022_images.csv")]
    [InlineData("jsonl", "application/jsonl; charset=utf-8", ExportRows.Detections, "batch_20241123_143022.jsonl")]
    [InlineData("zip", "application/zip", ExportRows.Detections, "batch_20241123_143022.zip")]
    public async Task Find_KnownFormat_HasTypeAndFileName(string format, string type, ExportRows rows, string file)
    {
        using StoredJob job = new();
        await using ServiceProvider services = job.Services();
        IExporter exporter = services.GetRequiredService<ExporterCatalog>().Find(format)!;
        ExportSource source = services.GetRequiredService<JobExports>().Of(job.Snapshot);
        Assert.Equal(new ExportFile(file, type), exporter.FileOf(source, new ExportOptions { Rows = rows }));
    }

    [Fact]
    public async Task Find_UnknownFormat_IsNull()
    {
        using StoredJob job = new();
        await using ServiceProvider services = job.Services();
        Assert.Null(services.GetRequiredService<ExporterCatalog>().Find("docx"));
        Assert.Equal(ExportServices.Formats.Order(StringComparer.Ordinal), services.GetRequiredService<ExporterCatalog>().Names);
    }
}
