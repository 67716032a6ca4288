using System.Globalization;
using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Detection.Rules;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class PredictTests
{
    [Fact]
    public async Task Predict_TwoOfThreeFiles_AnswersAsTheDocument()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(3);

        using HttpResponseMessage response = await server.PostPredictAsync(
            $$"""{"upload_id": "{{uploadId}}", "file_ids": ["{{files[2]}}", "{{files[0]}}"]}""");

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("accepted", answer.GetProperty("status").GetString());
        Assert.Equal("Inference job created", answer.GetProperty("message").GetString());
        JsonElement data = answer.GetProperty("data");
        string jobId = data.GetProperty("job_id").GetString()!;
        Assert.Matches("^job_[a-z0-9]{12}$", jobId);
        Assert.Equal("queued", data.GetProperty("status").GetString());
        Assert.Equal(2, data.GetProperty("file_count").GetInt32());
        Assert.Equal($"/api/v1/jobs/{jobId}/status", data.GetProperty("status_url").GetString());
        Assert.Equal($"/api/v1/jobs/{jobId}/status", response.Headers.Location?.ToString());
        await server.FinishAsync(jobId);
        Assert.Equal(
            ["page-2.png", "page-0.png"],
            (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/results")).GetProperty("data").GetProperty("results").EnumerateArray()
                .Select(r => r.GetProperty("filename").GetString()));
    }

    [Fact]
    public async Task Predict_WithoutConfig_HasTheDefaultsOfTheDocument()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);

        await server.FinishAsync(await server.PredictAsync(uploadId));

        PageRequest request = Assert.Single(server.Fake.Requests);
        Assert.Equal(0.25f, request.Detection.ScoreThreshold);
        Assert.Equal(0.45f, request.Detection.IouThreshold);
        Assert.Null(request.Detection.Slices);
        Assert.Null(request.Detection.Rules);
        Assert.Empty(request.Detection.Models);
    }

    [Fact]
    public async Task Predict_ManyMistakes_TellsAllWithTheirPaths()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.PostPredictAsync("""
            {
              "file_ids": ["img_a", 7],
              "not_before": "tomorrow",
              "config": {
                "model_path": {"a": 1},
                "confidence_threshold": 1.5,
                "iou_threshold": -0.1,
                "sahi": {"enabled": "perhaps", "slice_width": 255, "slice_height": 2049, "overlap_ratio": 0.6},
                "symbolic_reasoning": "all",
                "visualization": {"enabled": true, "show_labels": 7}
              }
            }
            """);

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
        Assert.Equal("Invalid configuration", envelope.GetProperty("message").GetString());
        string[] fields = EnvelopeAssert.Names(envelope, "field");
        Assert.Equal(
            [
                "config.confidence_threshold", "config.iou_threshold", "config.model_path", "config.sahi.enabled",
                "config.sahi.overlap_ratio", "config.sahi.slice_height", "config.sahi.slice_width", "config.symbolic_reasoning",
                "config.visualization.show_labels", "file_ids[1]", "not_before", "upload_id",
            ],
            fields.Order(StringComparer.Ordinal));
        string threshold = EnvelopeAssert.Names(envelope, "error")[Array.IndexOf(fields, "config.confidence_threshold")];
        Assert.Equal("Must be between 0.0 and 1.0", threshold);
        Assert.Empty(server.JobFolders());
    }

    [Theory]
    [InlineData("fake", true)]
    [InlineData("/path/to/fake.pt", true)]
    [InlineData("/path/to/best.pt", false)]
    [InlineData("../fake/other.onnx", false)]
    public async Task Predict_ModelPath_IsTheNameInItsLastPart(string path, bool isKnown)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);

        using HttpResponseMessage response = await server.PostPredictAsync(
            $$$"""{"upload_id": "{{{uploadId}}}", "config": {"model_path": "{{{path}}}"}}""");

        if (isKnown)
        {
            await response.JsonAsync(HttpStatusCode.Accepted);
        }
        else
        {
            JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
            Assert.Equal("config.model_path", envelope.GetProperty("error").GetProperty("field").GetString());
        }
    }

    [ToolTheory(RulesFixture.Tool, RulesFixture.Package)]
    [InlineData("/path/to/layout.pl", null)]
    [InlineData("/path/to/rules.pl", "There are no layout rules 'rules'; there are: bad, layout.")]
    [InlineData("bad", "bad.pl:1:")]
    public async Task Predict_RulesFile_IsCheckedBeforeTheJob(string path, string? mistake)
    {
        using TemporaryFolder models = new();
        string rules = Directory.CreateDirectory(Path.Combine(models.Path, "rules")).FullName;
        File.Copy(Path.Combine(RepositoryRoot.Path, "models", "rules", "layout.pl"), Path.Combine(rules, "layout.pl"));
        await File.WriteAllTextAsync(Path.Combine(rules, "bad.pl"), "drop(A, x) :- class(A");
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_MODELS_DIR"] = models.Path });
        (string uploadId, _) = await server.UploadAsync(1);

        using HttpResponseMessage response = await server.PostPredictAsync(
            $$$$"""{"upload_id": "{{{{uploadId}}}}", "config": {"symbolic_reasoning": {"enabled": true, "rules_file": "{{{{path}}}}"}}}""");

        if (mistake is null)
        {
            await response.JsonAsync(HttpStatusCode.Accepted);
            await ApiServer.EventuallyAsync(() => !server.Fake.Requests.IsEmpty);
            Assert.Equal("layout", server.Fake.Requests.First().Detection.Rules);
        }
        else
        {
            JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
            JsonElement error = envelope.GetProperty("error");
            Assert.Equal("config.symbolic_reasoning.rules_file", error.GetProperty("field").GetString());
            Assert.Contains(mistake, error.GetProperty("details").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Predict_UnknownUpload_IsUploadNotFound()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.PostPredictAsync("""{"upload_id": "upl_aaaaaaaaaaaa"}""");

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.NotFound, "UPLOAD_NOT_FOUND");
    }

    [Fact]
    public async Task Predict_FilesOfAnotherUpload_AreInvalidConfig()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] own) = await server.UploadAsync(1);
        (_, string[] foreign) = await server.UploadAsync(1);

        using HttpResponseMessage response = await server.PostPredictAsync(
            $$"""{"upload_id": "{{uploadId}}", "file_ids": ["{{own[0]}}", "{{foreign[0]}}", "{{own[0]}}"]}""");

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
        Assert.Equal(["file_ids[1]", "file_ids[2]"], EnvelopeAssert.Names(envelope, "field"));
        Assert.Empty(server.JobFolders());
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task Predict_NoJsonObject_IsInvalidConfig(string body, string type)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        using StringContent content = new(body, System.Text.Encoding.UTF8, type);

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/v1/inference/predict", UriKind.Relative), content);

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
    }

    [Fact]
    public async Task Predict_UnknownField_IsNoted()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);

        using HttpResponseMessage response = await server.PostPredictAsync(
            $$$"""{"upload_id": "{{{uploadId}}}", "config": {"confidence_treshold": 0.5}}""");

        JsonElement data = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("data");
        Assert.Equal(
            "The field 'config.confidence_treshold' is not known; did you mean 'config.confidence_threshold'?",
            Assert.Single(data.GetProperty("notes").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Predict_QueueIsFull_IsServiceBusy()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_BATCH_QUEUE_LIMIT"] = "1" });
        (string uploadId, _) = await server.UploadAsync(2);

        using HttpResponseMessage response = await server.PostPredictAsync($$"""{"upload_id": "{{uploadId}}"}""");

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "SERVICE_BUSY");
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Empty(server.JobFolders());
    }

    [Theory]
    [InlineData("/api/v1/inference/predict")]
    [InlineData("/api/v1/batch")]
    [InlineData("/api/detect-batch")]
    public async Task NotBefore_OnEverySurface_WaitsAndIsShown(string surface)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        string start = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string jobId;
        if (surface == "/api/detect-batch")
        {
            jobId = await server.SubmitAsync(1, ("not_before", start));
        }
        else
        {
            (string uploadId, _) = await server.UploadAsync(1);
            string source = surface == "/api/v1/batch"
                ? $$"""[{"base64": "{{Reports.Pixel}}"}]"""
                : $"\"{uploadId}\"";
            string name = surface == "/api/v1/batch" ? "images" : "upload_id";
            using HttpResponseMessage response = await server.PostJsonAsync(surface, $$"""{"{{name}}": {{source}}, "not_before": "{{start}}"}""");
            JsonElement answer = await ApiServer.JsonAsync(response);
            jobId = (answer.TryGetProperty("data", out JsonElement data) ? data : answer).GetProperty("job_id").GetString()!;
        }

        JsonElement status = await server.StatusAsync(jobId, "?wait=0.3");
        Assert.Equal("queued", status.GetProperty("status").GetString());
        Assert.Equal(start, status.GetProperty("not_before").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Assert.Equal(
            status.GetProperty("not_before").GetString(),
            (await server.GetJsonAsync($"/api/v1/batch/{jobId}")).GetProperty("not_before").GetString());
        Assert.Equal(
            status.GetProperty("not_before").GetString(),
            (await server.GetJsonAsync($"/api/batch-job/{jobId}")).GetProperty("config").GetProperty("not_before").GetString());
        DateTimeOffset completion = status.GetProperty("progress").TryGetProperty("estimated_completion", out JsonElement estimated)
            ? estimated.GetDateTimeOffset() : DateTimeOffset.MaxValue;
        Assert.True(completion >= DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        Assert.Empty(server.Fake.Requests);
    }

    [Theory]
    [InlineData("2026-03-01T02:00:00")]
    [InlineData("01.03.2026")]
    [InlineData("9999-01-01T00:00:00Z")]
    public async Task NotBefore_NoTimeOrTooLate_IsInvalidConfig(string start)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);

        using HttpResponseMessage response = await server.PostPredictAsync($$"""{"upload_id": "{{uploadId}}", "not_before": "{{start}}"}""");

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
        Assert.Equal("not_before", envelope.GetProperty("error").GetProperty("field").GetString());
    }
}
