using RoDLA.Detection;
using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Imaging;
using RoDLA.Jobs.Results.Cache;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Results.Cache;

public sealed class CachedReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_CachedReport_HasTheNameOfTheOtherFileAndCached(bool indented)
    {
        JsonSerializerOptions form = indented ? ReportJson.Indented : ReportJson.Options;
        PageReport first = Report("first.png") with { SavedPath = "results.json" };
        byte[] kept = JsonSerializer.SerializeToUtf8Bytes(first, form);

        CachedReport report = CachedReport.For(kept, "zweite \"ü\".png", Now, 1.234);

        Assert.Equal(2, report.Detections);
        Assert.Equal(first.CoreResults.Summary.AverageConfidence, report.AverageConfidence);
        PageReport expected = first with
        {
            Filename = "zweite \"ü\".png",
            Timestamp = Now,
            ProcessingTimesMs = new ProcessingTimes(0, 0, 0, 0, 0, 1.23),
            SavedPath = null,
        };
        string text = JsonSerializer.Serialize(expected, form);
        int end = text.LastIndexOf('}');
        string cached = indented ? text[..end].TrimEnd() + ",\n  \"cached\": true\n}" : text[..end] + ",\"cached\":true}";
        Assert.Equal(cached, System.Text.Encoding.UTF8.GetString(report.Json.Span).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void For_SavedReport_OmitsTheOldPath()
    {
        byte[] kept = JsonSerializer.SerializeToUtf8Bytes(Report("first.png") with { SavedPath = "x/results.json" }, ReportJson.Options);

        CachedReport report = CachedReport.For(kept, "b.png", Now, 0);

        Assert.False(JsonDocument.Parse(report.Json).RootElement.TryGetProperty("saved_path", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"core_results\":{\"summary\":{\"total_detections\":\"two\"}}}")]
    [InlineData("{\"core_results\":")]
    public void For_InvalidReport_IsRefused(string kept) => Assert.ThrowsAny<JsonException>(
        () => CachedReport.For(System.Text.Encoding.UTF8.GetBytes(kept), "b.png", Now, 0));

    private static PageReport Report(string name) =>
        Reports.Make(new PageRequest(name, 1, new DetectionSettings(0.3f), false), new DocumentInfo(ImageFormat.Png, new PageSize(100, 50), 1, 10));
}
