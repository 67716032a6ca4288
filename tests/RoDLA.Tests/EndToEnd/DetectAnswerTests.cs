using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>What a user gets for a sample page from the shipped model.</summary>
public sealed class DetectAnswerTests(RealServer real) : IClassFixture<RealServer>
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [Fact]
    public async Task Detect_SamplePage_HasEverySectionInOrder()
    {
        JsonElement answer = await DetectAsync("article.jpg");
        Assert.Equal(
            [
                "success", "timestamp", "filename", "image_info", "detection_config", "core_results", "rodla_metrics", "spatial_analysis",
                "class_analysis", "confidence_analysis", "robustness_indicators", "layout_complexity", "quality_metrics", "visualizations",
                "interpretation", "all_detections", "relations", "processing_times_ms", "notes", "saved_path",
            ],
            answer.EnumerateObject().Select(p => p.Name));
        Assert.Equal(PageCharts.All.Select(chart => chart.Name), answer.GetProperty("visualizations").EnumerateObject().Select(p => p.Name));
        Assert.All(answer.GetProperty("visualizations").EnumerateObject(), chart => AssertPng(chart.Value.GetString()!));
        Assert.EndsWith("Z", answer.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(real.Api.Saved(answer)));
    }

    [Fact]
    public async Task Detect_SamplePage_FiguresFollowFromItsDetections()
    {
        JsonElement answer = await DetectAsync("article.jpg", ("generate_visualizations", "no"));
        LayoutElement[] elements = [.. answer.GetProperty("all_detections").EnumerateArray().Select(Element)];
        JsonElement image = answer.GetProperty("image_info");
        PageAnalysis again = new PageAnalyzer().Analyze(elements, new PageSize(image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()));

        Assert.NotEmpty(elements);
        AssertSame(again.Summary, answer.GetProperty("core_results").GetProperty("summary"));
        AssertSame(again.Spatial, answer.GetProperty("spatial_analysis"));
        AssertSame(again.Confidence, answer.GetProperty("confidence_analysis"));
        AssertSame(again.Rodla, answer.GetProperty("rodla_metrics"));
        AssertSame(again.Quality, answer.GetProperty("quality_metrics"));
        Assert.Equal(elements.Select(e => e.Confidence).OrderDescending(), elements.Select(e => e.Confidence));
    }

    [Fact]
    public async Task Detect_NothingAboveTheThreshold_AnswersEmptySections()
    {
        JsonElement answer = await DetectAsync("invoice.png", ("score_thr", "1"));
        Assert.Equal(0, answer.GetProperty("core_results").GetProperty("summary").GetProperty("total_detections").GetInt32());
        foreach (string section in (string[])["rodla_metrics", "spatial_analysis", "class_analysis", "confidence_analysis", "visualizations"])
        {
            Assert.Equal("{}", answer.GetProperty(section).GetRawText());
        }

        Assert.NotEqual("", answer.GetProperty("interpretation").GetProperty("overview").GetString());
    }

    [Fact]
    public async Task Detect_FaxWithTwoPages_AnswersEachPage()
    {
        JsonElement answer = await DetectAsync("article-fax.tif", ("page", "all"), ("generate_visualizations", "no"));
        Assert.Equal(2, answer.GetProperty("page_count").GetInt32());
        Assert.Equal([1, 2], answer.GetProperty("pages").EnumerateArray().Select(p => p.GetProperty("image_info").GetProperty("page").GetInt32()));
        Assert.All(answer.GetProperty("pages").EnumerateArray(), p => Assert.NotEqual(0, p.GetProperty("all_detections").GetArrayLength()));
    }

    [Theory]
    [InlineData(null, "image/jpeg")]
    [InlineData("image/png", "image/png")]
    public async Task Detect_ReturnImage_AnswersThePageInFullSize(string? accept, string expected)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect")
        {
            Content = ApiServer.Form(Samples.Read("invoice.png"), ("return_image", "true")),
        };
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        using HttpResponseMessage response = await real.Api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
        OpenDocument picture = await new PageReader(new ImagingOptions(), TimeProvider.System)
            .OpenAsync(DocumentSource.FromMemory(await response.Content.ReadAsByteArrayAsync()), default);
        Assert.Equal(new PageSize(909, 1287), picture.Info.FirstPage);
    }

    private async Task<JsonElement> DetectAsync(string sample, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await real.Api.DetectAsync(ApiServer.Form(Samples.Read(sample), sample, fields));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ApiServer.JsonAsync(response);
    }

    private static LayoutElement Element(JsonElement detection)
    {
        JsonElement box = detection.GetProperty("bbox");
        return new LayoutElement(
            detection.GetProperty("class_id").GetInt32(),
            detection.GetProperty("class_name").GetString()!,
            detection.GetProperty("confidence").GetSingle(),
            new BoundingBox(box.GetProperty("x1").GetSingle(), box.GetProperty("y1").GetSingle(), box.GetProperty("x2").GetSingle(), box.GetProperty("y2").GetSingle()));
    }

    private static void AssertSame<T>(T expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(expected, SnakeCase), actual), $"{typeof(T).Name}: {actual}");

    private static void AssertPng(string dataUri)
    {
        const string prefix = "data:image/png;base64,";
        Assert.StartsWith(prefix, dataUri, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], Convert.FromBase64String(dataUri[prefix.Length..])[..4]);
    }
}
