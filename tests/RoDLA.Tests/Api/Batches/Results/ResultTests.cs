using System.IO.Compression;
using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Results;

/// <summary>What came out of a job, below either surface.</summary>
public sealed class ResultTests
{
    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Results_Paged_GiveEveryImageOnce(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(7);
        await server.EndAsync(jobId);

        List<string?> images = [];
        for (int page = 1; page <= 4; page++)
        {
            JsonElement answer = await server.GetJsonAsync(BatchCalls.Invariant($"{surface}{jobId}/results?page={page}&page_size=3"));
            Assert.Equal(7, answer.GetProperty("total").GetInt32());
            Assert.Equal(page, answer.GetProperty("page").GetInt32());
            Assert.Equal(3, answer.GetProperty("page_size").GetInt32());
            images.AddRange(answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("image").GetString()));
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(i => BatchCalls.Invariant($"page-{i}.png")), images);
    }

    [Fact]
    public async Task Results_FilteredByStatus_GiveThoseAlone()
    {
        await using ApiServer server = await FailingServerAsync();
        string jobId = await server.SubmitAsync(4);
        await server.EndAsync(jobId);

        JsonElement failed = await server.GetJsonAsync($"/api/batch-job/{jobId}/results?status=failed");
        JsonElement both = await server.GetJsonAsync($"/api/batch-job/{jobId}/results?status=Success,failed");
        JsonElement none = await server.GetJsonAsync($"/api/batch-job/{jobId}/results?status=pending");

        Assert.Equal(1, failed.GetProperty("results")[0].GetProperty("index").GetInt32());
        Assert.Equal(1, failed.GetProperty("total").GetInt32());
        Assert.False(failed.GetProperty("results")[0].TryGetProperty("result_url", out _));
        Assert.Equal(4, both.GetProperty("total").GetInt32());
        Assert.Equal(0, none.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page_size=501", "page_size")]
    [InlineData("page_size=many", "page_size")]
    [InlineData("status=done", "status")]
    public async Task Results_PageThatCannotBe_Is400(string query, string field)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}/results?{query}");

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Result_OfAnImage_IsTheStoredAnswerWithItsChartsListed(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(2, ("visualization_mode", "per_image"));
        await server.EndAsync(jobId);

        JsonElement line = (await server.GetJsonAsync($"{surface}{jobId}/results")).GetProperty("results")[1];
        Assert.Equal($"{surface}{jobId}/results/1", line.GetProperty("result_url").GetString());
        JsonElement report = await server.GetJsonAsync(line.GetProperty("result_url").GetString()!);
        Assert.Equal("page-1.png", report.GetProperty("filename").GetString());
        Assert.Equal(2, report.GetProperty("all_detections").GetArrayLength());
        JsonElement chart = Assert.Single(line.GetProperty("visualizations").EnumerateArray());
        Assert.Equal("class_distribution", chart.GetProperty("name").GetString());
        using HttpResponseMessage picture = await server.GetAsync(chart.GetProperty("url").GetString()!);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(BatchCalls.Pixel, await picture.Content.ReadAsByteArrayAsync());
        JsonElement charts = await server.GetJsonAsync($"{surface}{jobId}/results/1/visualizations");
        Assert.Equal("class_distribution", charts.GetProperty("visualizations")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/results/0/visualizations/none_such.png")]
    [InlineData("/results/0/visualizations/..%2Fresults.json")]
    [InlineData("/results/0/visualizations/..%2F..%2Fsummary.png")]
    [InlineData("/visualizations/..%2Fsummary.png")]
    [InlineData("/results/2")]
    [InlineData("/results/-1")]
    [InlineData("/results/x")]
    [InlineData("/results/99999999999")]
    public async Task Result_OfNothing_Is404(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(2);
        await server.EndAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}{path}");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Result_OfAnImageThatFailed_Is409WithTheReason()
    {
        await using ApiServer server = await FailingServerAsync();
        string jobId = await server.SubmitAsync(2);
        await server.EndAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}/results/1");

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "wrong_state");
        Assert.Equal("Image 1 failed: torn", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task ResultAndSummary_JobGoesOnStill_Are409()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();

        using HttpResponseMessage result = await server.GetAsync($"/api/batch-job/{jobId}/results/0");
        using HttpResponseMessage summary = await server.GetAsync($"/api/batch-job/{jobId}/summary");

        await ProblemAssert.IsAsync(result, HttpStatusCode.Conflict, "wrong_state");
        await ProblemAssert.IsAsync(summary, HttpStatusCode.Conflict, "wrong_state");
        gate.Open();
    }

    [Fact]
    public async Task Summary_OfAnEndedJob_IsThereWithItsCharts()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(2, ("visualization_mode", "summary"));
        await server.EndAsync(jobId);

        JsonElement summary = await server.GetJsonAsync($"/api/batch-job/{jobId}/summary");
        JsonElement charts = await server.GetJsonAsync($"/api/batch-job/{jobId}/visualizations");

        Assert.Equal(2, summary.GetProperty("statistics").GetProperty("successful_images").GetInt32());
        string[] names = [.. charts.GetProperty("visualizations").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
        Assert.Equal(
            [
                "average_confidence_by_class", "combined_class_distribution", "combined_confidence_histogram", "confidence_trend_across_images",
                "detection_count_per_image", "processing_time_per_image", "success_failure_summary", "top_classes_across_batch",
            ],
            names);
        using HttpResponseMessage chart = await server.GetAsync(charts.GetProperty("visualizations")[0].GetProperty("url").GetString()!);
        Assert.Equal("image/png", chart.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await chart.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Fact]
    public async Task Results_WithoutAFolderOfTheirOwn_AreThereAllTheSame()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1, ("save_json", "false"));
        await server.EndAsync(jobId);

        JsonElement report = await server.GetJsonAsync($"/api/batch-job/{jobId}/results/0");

        Assert.Equal("page-0.png", report.GetProperty("filename").GetString());
        Assert.Empty(Directory.GetDirectories(server.Outputs, "batch_*"));
    }

    [Fact]
    public async Task Export_Csv_HasALineForEachDetection()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(3);
        await server.EndAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}/export");
        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using HttpResponseMessage images = await server.GetAsync($"/api/v1/batch/{jobId}/export?format=CSV&rows=images");
        string[] imageLines = (await images.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".csv", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal(1 + 6, lines.Length);
        Assert.Contains("confidence,x1,y1,x2,y2", lines[0], StringComparison.Ordinal);
        Assert.Equal(1 + 3, imageLines.Length);
    }

    [Fact]
    public async Task Export_JsonLines_HasALineForEachImage()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(3);
        await server.EndAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}/export?format=jsonl");

        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        });
    }

    [Fact]
    public async Task Export_Zip_CanBeOpened()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(2, ("visualization_mode", "per_image"));
        await server.EndAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}/export?format=zip");

        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        using ZipArchive archive = new(await response.Content.ReadAsStreamAsync());
        Assert.Contains(archive.Entries, e => e.FullName.EndsWith("results.json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("format=docx", "format")]
    [InlineData("format=yolo&confidence=perhaps", "confidence")]
    [InlineData("rows=pages", "rows")]
    [InlineData("rows=7", "rows")]
    public async Task Export_FormatThatIsNot_Is400(string query, string field)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}/export?{query}");

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    private static async Task<ApiServer> FailingServerAsync()
    {
        ApiServer server = await ApiServer.StartAsync();
        server.Fake.FailsOn = r => r.FileName == "page-1.png" ? new ImageException(ImageFault.Undecodable, "torn") : null;
        return server;
    }
}
