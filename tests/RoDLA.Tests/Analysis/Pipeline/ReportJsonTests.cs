using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Pipeline;

public sealed class ReportJsonTests
{
    [Fact]
    public void Serialize_Report_HasTheKeysOfTheContractInTheirOrder()
    {
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(Reports.Make("page.png"), ReportJson.Options));

        Assert.Equal(
            [
                "success", "timestamp", "filename", "image_info", "detection_config", "core_results", "rodla_metrics", "spatial_analysis",
                "class_analysis", "confidence_analysis", "robustness_indicators", "layout_complexity", "quality_metrics", "visualizations",
                "interpretation", "all_detections", "relations", "processing_times_ms", "notes",
            ],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("2026-03-01T11:30:00.250Z", json.RootElement.GetProperty("timestamp").GetString());
        JsonElement classes = json.RootElement.GetProperty("class_analysis");
        Assert.Equal(["Text", "Table"], classes.EnumerateObject().Select(p => p.Name).OrderDescending());
    }

    [Fact]
    public void Serialize_NothingFound_SectionsAreEmptyObjects()
    {
        PageReport report = Reports.Make("page.png") with { RodlaMetrics = null, SpatialAnalysis = null, QualityMetrics = null };

        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(report, ReportJson.Options));

        Assert.Equal("{}", json.RootElement.GetProperty("rodla_metrics").GetRawText());
        Assert.Equal("{}", json.RootElement.GetProperty("spatial_analysis").GetRawText());
        Assert.Equal("{}", json.RootElement.GetProperty("quality_metrics").GetRawText());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Serialize_NumberThatJsonDoesNotKnow_IsNull(double value)
    {
        Assert.Equal("null", JsonSerializer.Serialize(value, ReportJson.Options));
        Assert.Equal("null", JsonSerializer.Serialize((float)value, ReportJson.Options));
    }

    [Fact]
    public void Serialize_Base64_IsNotEscaped() => Assert.Equal("\"a+b/c==\"", JsonSerializer.Serialize("a+b/c==", ReportJson.Options));
}
