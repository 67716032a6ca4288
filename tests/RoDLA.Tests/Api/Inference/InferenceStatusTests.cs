using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class InferenceStatusTests
{
    [Fact]
    public async Task Status_OfAJobInWork_AnswersAsTheDocument()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        (string uploadId, _) = await server.UploadAsync(2);
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.PredictAsync(uploadId);
        string waiting = await server.PredictAsync(uploadId);
        await gate.BegunAsync();
        gate.Open(1);
        JsonElement version = await server.StatusAsync(jobId, "?wait=10&version=3");

        JsonElement status = await server.StatusAsync(jobId);
        JsonElement queued = await server.StatusAsync(waiting);

        Assert.True(version.GetProperty("version").GetInt64() > 3);
        Assert.Equal("processing", status.GetProperty("status").GetString());
        JsonElement progress = status.GetProperty("progress");
        Assert.Equal(2, progress.GetProperty("total_images").GetInt32());
        Assert.Equal(1, progress.GetProperty("processed_images").GetInt32());
        Assert.Equal(50, progress.GetProperty("percentage").GetDouble());
        Assert.Equal("Running inference", progress.GetProperty("current_stage").GetString());
        Assert.True(progress.GetProperty("estimated_completion").GetDateTimeOffset() > status.GetProperty("started_at").GetDateTimeOffset());
        Assert.False(status.TryGetProperty("completed_at", out _));
        Assert.Equal("queued", queued.GetProperty("status").GetString());
        Assert.Equal(1, queued.GetProperty("queue_position").GetInt32());
        Assert.False(queued.TryGetProperty("started_at", out _));
        Assert.False(queued.GetProperty("progress").TryGetProperty("current_stage", out _));
        gate.Open();
        await server.FinishAsync(waiting);
    }

    [Fact]
    public async Task Status_OfACompletedJobWithOneBadImage_NamesIt()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(2);
        server.Fake.FailsOn = request => request.FileName == "page-1.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;

        JsonElement status = await server.FinishAsync(await server.PredictAsync(uploadId));

        string jobId = status.GetProperty("job_id").GetString()!;
        Assert.Equal("completed", status.GetProperty("status").GetString());
        Assert.Equal(100, status.GetProperty("progress").GetProperty("percentage").GetDouble());
        Assert.Equal(2, status.GetProperty("summary").GetProperty("total_detections").GetInt32());
        Assert.Equal(0.75, status.GetProperty("summary").GetProperty("average_confidence").GetDouble(), 4);
        Assert.True(status.GetProperty("summary").GetProperty("processing_time_seconds").GetDouble() > 0);
        Assert.Equal($"/api/v1/jobs/{jobId}/results", status.GetProperty("results_url").GetString());
        Assert.Equal($"/api/v1/jobs/{jobId}/visualization", status.GetProperty("visualization_url").GetString());
        Assert.Equal(status.GetProperty("completed_at").GetString(), status.GetProperty("updated_at").GetString());
        JsonElement failed = Assert.Single(status.GetProperty("failed_images").EnumerateArray());
        Assert.Equal(files[1], failed.GetProperty("file_id").GetString());
        Assert.Equal("page-1.png", failed.GetProperty("filename").GetString());
        Assert.Equal("CORRUPTED_FILE", failed.GetProperty("error_code").GetString());
        Assert.Equal("It is torn.", failed.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("undecodable", "CORRUPTED_FILE")]
    [InlineData("model", "MODEL_LOAD_ERROR")]
    [InlineData("fault", "INFERENCE_ERROR")]
    [InlineData("disk", "STORAGE_ERROR")]
    public async Task Status_OfAFailedJob_HasTheErrorOfTheDocument(string cause, string code)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_BATCH_MAX_RETRIES"] = "0" });
        (string uploadId, _) = await server.UploadAsync(1);
        server.Fake.FailsOn = _ => cause switch
        {
            "undecodable" => new ImageException(ImageFault.Undecodable, "It is torn."),
            "model" => new RoDLA.Detection.DetectorUnavailableException("The model is not there.", TimeSpan.FromSeconds(1)),
            "disk" => new RoDLA.Jobs.Fetching.FetchException(RoDLA.Jobs.Model.ErrorCategory.DiskFull, "The disk is full."),
            _ => new InvalidOperationException("A fault."),
        };

        JsonElement status = await server.FinishAsync(await server.PredictAsync(uploadId));

        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.True(status.TryGetProperty("failed_at", out _));
        JsonElement error = status.GetProperty("error");
        Assert.Equal(["code", "message", "details"], error.Names());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.StartsWith("page-0.png: ", error.GetProperty("details").GetString(), StringComparison.Ordinal);
        Assert.False(status.TryGetProperty("results_url", out _));
    }

    [Fact]
    public async Task Delete_ARunningJob_CancelsIt()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(2);
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.PredictAsync(uploadId);
        await gate.BegunAsync();

        using HttpResponseMessage deleted = await server.DeleteAsync($"/api/v1/jobs/{jobId}");
        using HttpResponseMessage again = await server.DeleteAsync($"/api/v1/jobs/{jobId}");

        JsonElement status = (await deleted.JsonAsync(HttpStatusCode.OK)).GetProperty("data");
        Assert.Equal("cancelled", status.GetProperty("status").GetString());
        Assert.True(status.TryGetProperty("cancelled_at", out _));
        await EnvelopeAssert.IsAsync(again, HttpStatusCode.Conflict, "WRONG_STATE");
    }

    [Fact]
    public async Task Retry_FailedImages_RunsThemAgain()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(2);
        server.Fake.FailsOn = request => request.FileName == "page-1.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);
        server.Fake.FailsOn = _ => null;

        using HttpResponseMessage response = await server.PostAsync($"/api/v1/jobs/{jobId}/retry");

        await response.JsonAsync(HttpStatusCode.Accepted);
        JsonElement status = await server.FinishAsync(jobId);
        Assert.False(status.TryGetProperty("failed_images", out _));
        Assert.Equal(4, status.GetProperty("summary").GetProperty("total_detections").GetInt32());
    }

    [Fact]
    public async Task Jobs_OfEverySurface_AreSeenOnEverySurface()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);
        string inference = await server.PredictAsync(uploadId);
        string batch = await server.SubmitAsync(2);
        await server.FinishAsync(inference);
        await server.FinishAsync(batch);

        JsonElement all = (await server.GetJsonAsync("/api/v1/jobs")).GetProperty("data");
        JsonElement own = (await server.GetJsonAsync($"/api/v1/jobs?upload_id={uploadId}&status=completed")).GetProperty("data");
        JsonElement page = (await server.GetJsonAsync("/api/v1/jobs?page=2&page_size=1")).GetProperty("data");
        JsonElement none = (await server.GetJsonAsync("/api/v1/jobs?status=queued,failed")).GetProperty("data");

        Assert.Equal([batch, inference], all.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("job_id").GetString()));
        Assert.Equal(inference, Assert.Single(own.GetProperty("jobs").EnumerateArray()).GetProperty("job_id").GetString());
        Assert.Equal(inference, Assert.Single(page.GetProperty("jobs").EnumerateArray()).GetProperty("job_id").GetString());
        Assert.Equal(2, page.GetProperty("total").GetInt32());
        Assert.Equal(0, none.GetProperty("total").GetInt32());
        Assert.Equal("completed", (await server.GetJsonAsync($"/api/batch-job/{inference}")).GetProperty("status").GetString());
        Assert.Equal("completed", (await server.GetJsonAsync($"/api/v1/batch/{inference}")).GetProperty("status").GetString());
        JsonElement results = (await server.GetJsonAsync($"/api/v1/jobs/{batch}/results")).GetProperty("data").GetProperty("results");
        Assert.Equal(
            [$"img_{batch[4..]}_0", $"img_{batch[4..]}_1"], results.EnumerateArray().Select(r => r.GetProperty("file_id").GetString()));
    }

    [Theory]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa/status")]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa")]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa/results")]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa/results?stream=true")]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa/visualization")]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa/events")]
    [InlineData("/api/v1/jobs/job_aaaaaaaaaaaa/ws")]
    public async Task Get_AnUnknownJob_IsJobNotFound(string path)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.GetAsync(path);

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.NotFound, "JOB_NOT_FOUND");
        Assert.Equal("Job not found", envelope.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Events_OfAJob_AreThoseOfTheOtherSurfaces()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);
        string jobId = await server.PredictAsync(uploadId);

        string events = await server.Client.GetStringAsync(new Uri($"/api/v1/jobs/{jobId}/events", UriKind.Relative));

        Assert.Contains("event: job_complete\ndata: {", events, StringComparison.Ordinal);
        Assert.Contains($"\"job_id\":\"{jobId}\"", events, StringComparison.Ordinal);
    }
}
