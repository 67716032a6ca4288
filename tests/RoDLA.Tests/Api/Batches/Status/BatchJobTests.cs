using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Status;

/// <summary><c>/api/batch-job/{job_id}</c>: status, waiting, cancelling, retrying.</summary>
public sealed class BatchJobTests
{
    private static readonly string[] StatusKeys =
    [
        "job_id", "status", "created_at", "updated_at", "started_at", "completed_at", "config", "progress", "results", "unfinished", "summary",
        "output_dir", "error", "last_error", "priority", "queue_position", "images_per_minute", "estimated_time_remaining_seconds",
        "waiting_for_disk", "success_rate", "version", "notifications", "links",
    ];

    [Fact]
    public async Task Get_CompletedJob_HasEveryFieldOfTheDocument()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(3, ("visualization_mode", "summary"));

        JsonElement job = await server.EndAsync(jobId);

        Assert.Equal(StatusKeys, job.Names());
        Assert.Equal(jobId, job.GetProperty("job_id").GetString());
        Assert.Equal("completed", job.GetProperty("status").GetString());
        foreach (string time in new[] { "created_at", "updated_at", "started_at", "completed_at" })
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", job.GetProperty(time).GetString());
        }

        JsonElement progress = job.GetProperty("progress");
        Assert.Equal(3, progress.GetProperty("current").GetInt32());
        Assert.Equal(3, progress.GetProperty("total").GetInt32());
        Assert.Equal(100, progress.GetProperty("percentage").GetDouble());
        Assert.Equal(3, progress.GetProperty("successful").GetInt32());
        Assert.Equal(0, progress.GetProperty("failed").GetInt32());
        Assert.Equal(3, progress.GetProperty("processing_times").GetArrayLength());
        JsonElement result = job.GetProperty("results")[1];
        Assert.Equal("page-1.png", result.GetProperty("image").GetString());
        Assert.Equal("success", result.GetProperty("status").GetString());
        Assert.True(result.GetProperty("processing_time").GetDouble() >= 0);
        Assert.Equal(2, result.GetProperty("detections_count").GetInt32());
        Assert.Equal(0.75, result.GetProperty("average_confidence").GetDouble());
        string folder = job.GetProperty("output_dir").GetString()!;
        Assert.Matches(@"^outputs/batch_\d{8}_\d{6}", folder);
        Assert.Equal($"{folder}/image_002/results.json", result.GetProperty("result_path").GetString());
        JsonElement summary = job.GetProperty("summary");
        Assert.Equal(6, summary.GetProperty("total_detections").GetInt32());
        Assert.Equal(3, summary.GetProperty("class_distribution").GetProperty("Text").GetInt32());
        Assert.Equal(100, job.GetProperty("success_rate").GetDouble());
        Assert.Equal(0, job.GetProperty("estimated_time_remaining_seconds").GetDouble());
    }

    [Fact]
    public async Task Get_JobInWork_TellsHowFarItIs()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string first = await server.SubmitAsync(3);
        string second = await server.SubmitAsync(2);
        await gate.BegunAsync();
        gate.Open(1);

        JsonElement job = await UntilAsync(server, first, j => j.GetProperty("progress").GetProperty("current").GetInt32() == 1);
        JsonElement waiting = await server.GetJsonAsync($"/api/batch-job/{second}");

        Assert.Equal("processing", job.GetProperty("status").GetString());
        Assert.Equal(33.33, job.GetProperty("progress").GetProperty("percentage").GetDouble());
        Assert.Single(job.GetProperty("results").EnumerateArray());
        Assert.Equal(2, job.GetProperty("unfinished").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("completed_at").ValueKind);
        Assert.Equal("queued", waiting.GetProperty("status").GetString());
        Assert.Equal(1, waiting.GetProperty("queue_position").GetInt32());
        gate.Open();
        await server.EndAsync(second);
    }

    [Fact]
    public async Task Get_ImagesThatFailed_TellWhy()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.FailsOn = r => r.FileName == "page-1.png" ? new ImageException(ImageFault.Undecodable, "The picture is torn.") : null;

        JsonElement job = await server.EndAsync(await server.SubmitAsync(3));

        Assert.Equal("partial", job.GetProperty("status").GetString());
        Assert.Equal(66.67, job.GetProperty("success_rate").GetDouble());
        JsonElement failed = job.GetProperty("results")[1];
        Assert.Equal("failed", failed.GetProperty("status").GetString());
        Assert.Equal("The picture is torn.", failed.GetProperty("error").GetString());
        Assert.Equal("bad_image", failed.GetProperty("error_category").GetString());
        Assert.Equal(1, failed.GetProperty("attempts").GetInt32());
        Assert.Equal(
            job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("processing_time").GetDouble()),
            job.GetProperty("progress").GetProperty("processing_times").EnumerateArray().Select(t => t.GetDouble()));
        JsonElement last = job.GetProperty("last_error");
        Assert.Equal("page-1.png", last.GetProperty("image").GetString());
        Assert.Equal("The picture is torn.", last.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [InlineData("abc123")]
    [InlineData("..%2F..%2Fetc")]
    public async Task AnyPath_UnknownJob_Is404InTheDocumentsWords(string jobId)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string shown = Uri.UnescapeDataString(jobId);

        foreach (string path in new[] { "", "/results", "/results/0", "/results/0/visualizations", "/summary", "/visualizations", "/export", "/events", "/ws" })
        {
            using HttpResponseMessage rodla = await server.GetAsync($"/api/batch-job/{jobId}{path}");
            using HttpResponseMessage batch = await server.GetAsync($"/api/v1/batch/{jobId}{path}");
            JsonElement first = await ProblemAssert.IsAsync(rodla, HttpStatusCode.NotFound, "not_found");
            JsonElement second = await ProblemAssert.IsAsync(batch, HttpStatusCode.NotFound, "not_found");
            if (!shown.Contains('/', StringComparison.Ordinal))
            {
                Assert.Equal($"Job {shown} not found", first.GetProperty("detail").GetString());
                Assert.Equal($"Job not found: {shown}", second.GetProperty("error").GetString());
            }
        }

        using HttpResponseMessage cancelled = await server.DeleteAsync($"/api/batch-job/{jobId}");
        using HttpResponseMessage retried = await server.PostAsync($"/api/batch-job/{jobId}/retry");
        await ProblemAssert.IsAsync(cancelled, HttpStatusCode.NotFound, "not_found");
        await ProblemAssert.IsAsync(retried, HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Get_WithWait_IsAnsweredWhenTheJobHasEnded(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(2);
        await gate.BegunAsync();

        Task<JsonElement> waiting = server.GetJsonAsync($"{surface}{jobId}?wait=60");
        await ApiServer.EventuallyAsync(() => !server.Fake.Requests.IsEmpty);
        Assert.False(waiting.IsCompleted);
        gate.Open();

        Assert.Equal("completed", (await waiting).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Get_WithWaitAndVersion_IsAnsweredWhenAnythingChanged(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(3);
        await gate.BegunAsync();
        long version = (await server.GetJsonAsync($"{surface}{jobId}")).GetProperty("version").GetInt64();

        Task<JsonElement> waiting = server.GetJsonAsync(BatchCalls.Invariant($"{surface}{jobId}?wait=60&version={version}"));
        JsonElement known = await server.GetJsonAsync(BatchCalls.Invariant($"{surface}{jobId}?wait=60&version={version - 1}"));
        gate.Open(1);
        JsonElement changed = await waiting;

        Assert.Equal(version, known.GetProperty("version").GetInt64());
        Assert.True(changed.GetProperty("version").GetInt64() > version);
        Assert.Equal("processing", changed.GetProperty("status").GetString());
        gate.Open();
    }

    [Fact]
    public async Task Get_WithWait_IsAnsweredWhenTheTimeIsOver()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_REQUEST_TIMEOUT"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();

        JsonElement job = await server.GetJsonAsync($"/api/batch-job/{jobId}?wait=1.5");

        Assert.Equal("processing", job.GetProperty("status").GetString());
        gate.Open();
    }

    [Theory]
    [InlineData("wait=61", "wait")]
    [InlineData("wait=-1", "wait")]
    [InlineData("wait=NaN", "wait")]
    [InlineData("wait=soon", "wait")]
    [InlineData("wait=1&version=x", "version")]
    public async Task Get_WaitThatCannotBe_Is400(string query, string field)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);

        using HttpResponseMessage response = await server.GetAsync($"/api/batch-job/{jobId}?{query}");

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Delete_JobInWork_IsAcknowledgedAtOnceAndEndsIt()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(5);
        await gate.BegunAsync();

        using HttpResponseMessage response = await server.DeleteAsync($"/api/batch-job/{jobId}");

        JsonElement answer = await response.JsonAsync(HttpStatusCode.OK);
        Assert.Equal("cancelled", answer.GetProperty("status").GetString());
        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("cancelled", job.GetProperty("status").GetString());
        Assert.Equal(5, job.GetProperty("progress").GetProperty("cancelled").GetInt32());
        using HttpResponseMessage again = await server.DeleteAsync($"/api/batch-job/{jobId}");
        await ProblemAssert.IsAsync(again, HttpStatusCode.Conflict, "wrong_state");
    }

    [Fact]
    public async Task Delete_ImageIsNotLetGoYet_SummaryIs409UntilItIs()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Fake.Work = _ =>
        {
            begun.TrySetResult();
            return held.Task;
        };
        string jobId = await server.SubmitAsync(2);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using HttpResponseMessage deleted = await server.DeleteAsync($"/api/batch-job/{jobId}");

        using HttpResponseMessage early = await server.GetAsync($"/api/batch-job/{jobId}/summary");
        held.SetResult();
        IJobEngine engine = server.App.Services.GetRequiredService<IJobEngine>();
        await ApiServer.EventuallyAsync(() => engine.Find(jobId)!.IsPersisted);

        await deleted.JsonAsync(HttpStatusCode.OK);
        await ProblemAssert.IsAsync(early, HttpStatusCode.Conflict, "wrong_state");
        JsonElement summary = await server.GetJsonAsync($"/api/batch-job/{jobId}/summary");
        Assert.Equal(2, summary.GetProperty("statistics").GetProperty("cancelled_images").GetInt32());
    }

    [Fact]
    public async Task Delete_EndedJob_Is409()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);
        await server.EndAsync(jobId);

        using HttpResponseMessage rodla = await server.DeleteAsync($"/api/batch-job/{jobId}");
        using HttpResponseMessage batch = await server.DeleteAsync($"/api/v1/batch/{jobId}");

        await ProblemAssert.IsAsync(rodla, HttpStatusCode.Conflict, "wrong_state");
        await ProblemAssert.IsAsync(batch, HttpStatusCode.Conflict, "wrong_state");
    }

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Retry_FailedImages_AreRetriedAndTheOthersKept(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        bool mended = false;
        server.Fake.FailsOn = r => r.FileName == "page-1.png" && !mended ? new ImageException(ImageFault.Undecodable, "torn") : null;
        string jobId = await server.SubmitAsync(3);
        await server.EndAsync(jobId);
        int before = server.Fake.Requests.Count;
        mended = true;

        using HttpResponseMessage response = await server.PostAsync($"{surface}{jobId}/retry");

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal($"{surface}{jobId}", response.Headers.Location!.ToString());
        Assert.Equal(jobId, answer.GetProperty("job_id").GetString());
        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(3, job.GetProperty("progress").GetProperty("successful").GetInt32());
        Assert.Equal(before + 1, server.Fake.Requests.Count);
    }

    [Theory]
    [InlineData("/api/batch-job/", "{\"images\": [2]}")]
    [InlineData("/api/v1/batch/", "\uFEFF{\"images\": [\"2\", 2.0]}")]
    public async Task Retry_OneImage_LeavesTheOtherFailedOnes(string surface, string body)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        bool mended = false;
        server.Fake.FailsOn = r => r.FileName != "page-0.png" && !mended ? new ImageException(ImageFault.Undecodable, "torn") : null;
        string jobId = await server.SubmitAsync(3);
        await server.EndAsync(jobId);
        int before = server.Fake.Requests.Count;
        mended = true;

        using HttpResponseMessage response = await server.PostJsonAsync($"{surface}{jobId}/retry", body);

        await response.JsonAsync(HttpStatusCode.Accepted);
        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("partial", job.GetProperty("status").GetString());
        Assert.Equal(
            ["success", "failed", "success"], job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString()));
        Assert.Equal(before + 1, server.Fake.Requests.Count);
    }

    [Theory]
    [InlineData("{\"images\": [3]}", HttpStatusCode.BadRequest, "validation_failed")]
    [InlineData("{\"images\": [-1]}", HttpStatusCode.BadRequest, "validation_failed")]
    [InlineData("{\"images\": []}", HttpStatusCode.BadRequest, "validation_failed")]
    [InlineData("{\"images\": 1}", HttpStatusCode.BadRequest, "validation_failed")]
    [InlineData("[1]", HttpStatusCode.BadRequest, "validation_failed")]
    [InlineData("{\"images\": [1", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("{\"images\": [0, 1]}", HttpStatusCode.Conflict, "wrong_state")]
    public async Task Retry_WrongImages_IsRefusedAndNothingIsRetried(string body, HttpStatusCode status, string code)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.FailsOn = r => r.FileName != "page-0.png" ? new ImageException(ImageFault.Undecodable, "torn") : null;
        string jobId = await server.SubmitAsync(3);
        await server.EndAsync(jobId);
        int before = server.Fake.Requests.Count;

        using HttpResponseMessage response = await server.PostJsonAsync($"/api/v1/batch/{jobId}/retry", body);

        await ProblemAssert.IsAsync(response, status, code);
        Assert.Equal(before, server.Fake.Requests.Count);
    }

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Retry_NothingFailed_Is409(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);
        await server.EndAsync(jobId);

        using HttpResponseMessage response = await server.PostAsync($"{surface}{jobId}/retry");

        await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "wrong_state");
    }

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Retry_UnfinishedJob_Is409(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();

        using HttpResponseMessage response = await server.PostAsync($"{surface}{jobId}/retry");

        await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "wrong_state");
        gate.Open();
    }

    [Fact]
    public async Task Job_OfEachSurface_IsSeenOnTheOther()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string ofForm = await server.SubmitAsync(1);
        using HttpResponseMessage created = await server.PostJsonAsync(new { images = new[] { new { base64 = Reports.Pixel } } });
        string ofJson = (await created.JsonAsync(HttpStatusCode.Created)).GetProperty("job_id").GetString()!;
        await server.EndAsync(ofForm);
        await server.EndAsync(ofJson);

        JsonElement onBatch = await server.GetJsonAsync($"/api/v1/batch/{ofForm}");
        JsonElement onRodla = await server.GetJsonAsync($"/api/batch-job/{ofJson}");

        Assert.Equal("page-0.png", onBatch.GetProperty("images")[0].GetProperty("original_filename").GetString());
        Assert.Equal("completed", onBatch.GetProperty("status").GetString());
        Assert.Equal("image_001.png", onRodla.GetProperty("results")[0].GetProperty("image").GetString());
        Assert.Equal("completed", onRodla.GetProperty("status").GetString());
    }

    private static async Task<JsonElement> UntilAsync(ApiServer server, string jobId, Func<JsonElement, bool> holds)
    {
        for (int i = 0; i < 500; i++)
        {
            JsonElement job = await server.GetJsonAsync($"/api/batch-job/{jobId}");
            if (holds(job))
            {
                return job;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("The job did not come so far.");
    }
}
