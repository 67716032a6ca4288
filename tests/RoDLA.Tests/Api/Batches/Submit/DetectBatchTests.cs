using System.Globalization;
using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Submit;

/// <summary><c>POST /api/detect-batch</c>: what is taken, and how it is answered.</summary>
public sealed class DetectBatchTests
{
    [Fact]
    public async Task DetectBatch_Files_IsAnsweredAsDocumented()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Pages(3));

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(
            ["job_id", "status", "message", "total_images", "status_endpoint", "estimated_time_seconds", "ignored_entries", "notes", "links"],
            answer.Names());
        string jobId = answer.GetProperty("job_id").GetString()!;
        Assert.Matches("^job_[a-z0-9]{12}$", jobId);
        Assert.Equal("queued", answer.GetProperty("status").GetString());
        Assert.Equal("Batch processing started for 3 images", answer.GetProperty("message").GetString());
        Assert.Equal(3, answer.GetProperty("total_images").GetInt32());
        Assert.Equal($"/api/batch-job/{jobId}", answer.GetProperty("status_endpoint").GetString());
        Assert.Equal($"/api/batch-job/{jobId}", response.Headers.Location!.ToString());
        Assert.Equal(0, answer.GetProperty("ignored_entries").GetInt32());
        foreach (JsonProperty link in answer.GetProperty("links").EnumerateObject())
        {
            Assert.StartsWith($"/api/batch-job/{jobId}", link.Value.GetString(), StringComparison.Ordinal);
        }

        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(
            ["page-0.png", "page-1.png", "page-2.png"], job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("image").GetString()));
    }

    [ToolFact("pdftoppm", "poppler-utils")]
    public async Task DetectBatch_Dpi_IsTheResolutionOfEveryPage()
    {
        await using ApiServer server = await ApiServer.StartAsync(real: true);
        byte[] pdf = PdfBytes.Of(new(144, 72), new(72, 144));
        using MultipartFormDataContent form = BatchCalls.Form([("two.pdf", pdf)], ("dpi", "300"), ("pages", "all"), ("visualization_mode", "none"));

        using HttpResponseMessage response = await server.PostBatchAsync(form);

        string jobId = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        Assert.Equal("completed", (await server.EndAsync(jobId)).GetProperty("status").GetString());
        foreach ((int image, int width) in new[] { (0, 600), (1, 300) })
        {
            JsonElement report = await server.GetJsonAsync($"/api/batch-job/{jobId}/results/{image}");
            Assert.Equal(width, report.GetProperty("image_info").GetProperty("width").GetInt32());
        }
    }

    [Fact]
    public async Task DetectBatch_UnknownField_IsNoted()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using MultipartFormDataContent form = BatchCalls.Pages(1);
        form.Add(new StringContent("0.5"), "score_tresh");

        using HttpResponseMessage response = await server.PostBatchAsync(form);

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(
            ["The field 'score_tresh' is not known; did you mean 'score_threshold'?"],
            answer.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public async Task DetectBatch_AfterAJobWasMeasured_TheEstimateIsAWholeNumber()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        await server.EndAsync(await server.SubmitAsync(3));

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Pages(2));

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.True(answer.GetProperty("estimated_time_seconds").GetInt32() >= 1);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.2, 1)]
    [InlineData(7.0, 14)]
    public async Task DetectBatch_FirstJob_IsEstimatedByTheWarmUp(double? seconds, int? expected)
    {
        await using ApiServer server = await ApiServer.StartAsync(new Dictionary<string, string> { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        server.Fake.Status = server.Fake.Status with { PageTime = seconds is { } s ? TimeSpan.FromSeconds(s) : null };

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Pages(2));

        JsonElement estimate = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("estimated_time_seconds");
        Assert.Equal(expected, estimate.ValueKind == JsonValueKind.Null ? null : estimate.GetInt32());
    }

    [Fact]
    public async Task DetectBatch_OneImageAtATime_IsEstimatedByThat()
    {
        await using ApiServer server = await ApiServer.StartAsync(new Dictionary<string, string> { ["RODLA_BATCH_CONCURRENCY"] = "4" });
        server.Fake.Status = server.Fake.Status with { PageTime = TimeSpan.FromSeconds(10) };

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Pages(4, ("max_concurrent", "1")));

        Assert.Equal(40, (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("estimated_time_seconds").GetInt32());
    }

    [Fact]
    public async Task DetectBatch_EverySetting_IsInTheJob()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        string jobId = await server.SubmitAsync(
            2,
            ("score_thr", "0.45"),
            ("perturbations", """[{"type": "defocus", "degree": 2, "seed": 9}, {"type": "watermark", "degree": 1, "text": "draft"}]"""),
            ("seed", "77"),
            ("mode", "reference"),
            ("visualization_mode", "summary"),
            ("save_json", "no"),
            ("priority", "high"),
            ("max_concurrent", "1"),
            ("max_retries", "7"),
            ("retry_delay", "1500"));

        JsonElement job = await server.EndAsync(jobId);
        JsonElement config = job.GetProperty("config");
        Assert.Equal(2, config.GetProperty("total_images").GetInt32());
        Assert.Equal(0.45, config.GetProperty("score_threshold").GetDouble());
        Assert.Equal("summary", config.GetProperty("visualization_mode").GetString());
        Assert.Equal("shared", config.GetProperty("perturbation_mode").GetString());
        Assert.Equal(77, config.GetProperty("seed").GetInt64());
        Assert.Equal("reference", config.GetProperty("mode").GetString());
        Assert.Equal(["defocus", "watermark"], config.GetProperty("perturbations").EnumerateArray().Select(p => p.GetProperty("type").GetString()));
        Assert.False(config.GetProperty("save_json").GetBoolean());
        Assert.Equal(1, config.GetProperty("max_concurrent").GetInt32());
        Assert.Equal(7, config.GetProperty("max_retries").GetInt32());
        Assert.Equal(1500, config.GetProperty("retry_delay").GetInt32());
        Assert.Equal("high", job.GetProperty("priority").GetString());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("output_dir").ValueKind);
        Assert.All(server.Fake.Requests, r =>
        {
            Assert.Equal(0.45f, r.Detection.ScoreThreshold);
            Assert.Equal(77, r.Perturbation!.Seed);
            Assert.Equal(["defocus", "watermark"], r.Perturbation.Steps.Select(s => s.Type));
        });
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task DetectBatch_SettingsOfNoPerturbations_AreInTheJob(string perturbations)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BACKGROUND_FOLDER"] = RepositoryRoot.Path });

        string jobId = await server.SubmitAsync(
            1, ("perturbations", perturbations), ("seed", "-5"), ("mode", "reference"), ("background_folder", "backgrounds"));

        JsonElement config = (await server.EndAsync(jobId)).GetProperty("config");
        Assert.Equal(JsonValueKind.Null, config.GetProperty("perturbations").ValueKind);
        Assert.Equal("shared", config.GetProperty("perturbation_mode").GetString());
        Assert.Equal(-5, config.GetProperty("seed").GetInt64());
        Assert.Equal("reference", config.GetProperty("mode").GetString());
        Assert.Equal("backgrounds", config.GetProperty("background_folder").GetString());
        Assert.Null(Assert.Single(server.Fake.Requests).Perturbation);
    }

    [Fact]
    public async Task DetectBatch_PerturbationsPerImage_EachGetsItsOwn()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        string jobId = await server.SubmitAsync(
            3, ("perturbations", """[[{"type": "defocus", "degree": 1}], [], [{"type": "speckle", "degree": 3}, {"type": "rotation", "degree": 1}]]"""));

        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("per_image", job.GetProperty("config").GetProperty("perturbation_mode").GetString());
        Assert.Equal(3, job.GetProperty("config").GetProperty("perturbations").GetArrayLength());
        Dictionary<string, string[]> chains = server.Fake.Requests.ToDictionary(
            r => r.FileName, r => r.Perturbation?.Steps.Select(s => s.Type).ToArray() ?? []);
        Assert.Equal(["defocus"], chains["page-0.png"]);
        Assert.Empty(chains["page-1.png"]);
        Assert.Equal(["speckle", "rotation"], chains["page-2.png"]);
    }

    [Theory]
    [InlineData("all", new[] { 1, 2, 3 })]
    [InlineData("2", new[] { 2 })]
    [InlineData(null, new[] { 1 })]
    public async Task DetectBatch_DocumentWithPages_GivesAnImageAPage(string? pages, int[] expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 3;

        string jobId = await server.SubmitAsync(2, pages is null ? [] : [("pages", pages)]);

        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal(
            [.. expected, .. expected], job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("page").GetInt32()));
        Assert.Equal(2 * expected.Length, job.GetProperty("progress").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task DetectBatch_ThreeHundredFiles_AreTaken()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        // The longest chains of all images fit into the limit of a request's fields.
        string step = $$"""{"type":"watermark","degree":3,"seed":{{long.MaxValue}},"text":"{{new string('x', 200)}}"}""";
        string chain = $"[{string.Join(", ", Enumerable.Repeat(step, 5))}]";

        string jobId = await server.SubmitAsync(300, ("perturbations", $"[{string.Join(", ", Enumerable.Repeat(chain, 300))}]"));

        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(300, job.GetProperty("progress").GetProperty("successful").GetInt32());
        Assert.Equal(
            Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"page-{i}.png")),
            job.GetProperty("config").GetProperty("filenames").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public async Task DetectBatch_TwoFilesOfOneName_BothAreTaken()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostBatchAsync(
            BatchCalls.Form([("page.png", BatchCalls.Pixel), ("page.png", BatchCalls.Pixel)]));

        string jobId = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        JsonElement job = await server.EndAsync(jobId);
        string[] paths = [.. job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("result_path").GetString()!)];
        Assert.Equal(2, paths.Distinct().Count());
    }

    [Fact]
    public async Task DetectBatch_BrokenImageWithAGoodHeader_FailsAlone()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] broken = [.. BatchCalls.Pixel.Take(40)];
        server.Fake.FailsOn = r => r.FileName == "broken.png" ? new RoDLA.Imaging.ImageException(RoDLA.Imaging.ImageFault.Undecodable, "It is broken.") : null;

        using HttpResponseMessage response = await server.PostBatchAsync(
            BatchCalls.Form([("good.png", BatchCalls.Pixel), ("broken.png", broken), ("last.png", BatchCalls.Pixel)]));

        string jobId = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("partial", job.GetProperty("status").GetString());
        Assert.Equal(["success", "failed", "success"], job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString()));
    }
}
