using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Notifications;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Status;

/// <summary><c>/api/v1/batch</c>: jobs in JSON, their list and their status.</summary>
public sealed class BatchApiTests
{
    private static readonly string Png = "data:image/png;base64," + Reports.Pixel;

    [Fact]
    public async Task Create_Base64Images_IsAnsweredAsDocumented()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(
            new { images = new object[] { new { base64 = Png, name = "folder/a.png" }, new { base64 = Reports.Pixel } } });

        JsonElement answer = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["job_id", "status", "created_at", "message"], answer.Names().Take(4));
        string jobId = answer.GetProperty("job_id").GetString()!;
        Assert.Equal("pending", answer.GetProperty("status").GetString());
        Assert.Equal("Batch job created with 2 images", answer.GetProperty("message").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.GetProperty("created_at").GetString());
        Assert.Equal($"/api/v1/batch/{jobId}", response.Headers.Location!.ToString());
        await server.EndAsync(jobId);
        Assert.Equal(BatchCalls.Pixel, server.Fake.Uploads.First(u => u.Bytes.Length > 0).Bytes);
    }

    [Fact]
    public async Task Get_CompletedJob_HasEveryFieldOfTheDocument()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.FailsOn = r => r.FileName == "b.png" ? new ImageException(ImageFault.Undecodable, "torn") : null;
        string jobId = await CreateAsync(server, "a.png", "b.png");
        await server.EndAsync(jobId);

        JsonElement job = await server.GetJsonAsync($"/api/v1/batch/{jobId}");

        Assert.Equal(
            [
                "job_id", "status", "total_images", "completed", "failed", "progress", "images", "created_at", "updated_at", "started_at",
                "completed_at", "last_error", "cancelled", "priority", "queue_position", "images_per_minute", "estimated_time_remaining_seconds", "waiting_for_disk", "success_rate", "version", "notifications", "links",
            ],
            job.Names());
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(2, job.GetProperty("total_images").GetInt32());
        Assert.Equal(1, job.GetProperty("completed").GetInt32());
        Assert.Equal(1, job.GetProperty("failed").GetInt32());
        Assert.Equal(100.0, job.GetProperty("progress").GetDouble());
        JsonElement good = job.GetProperty("images")[0];
        Assert.Equal(0, good.GetProperty("index").GetInt32());
        Assert.Equal("a.png", good.GetProperty("original_filename").GetString());
        Assert.Equal(1, good.GetProperty("page").GetInt32());
        Assert.False(good.GetProperty("cached").GetBoolean());
        Assert.Equal("completed", good.GetProperty("status").GetString());
        Assert.NotEqual("", good.GetProperty("trace_id").GetString());
        Assert.True(File.Exists(Path.Combine(server.Outputs, "..", good.GetProperty("processed_path").GetString()!)));
        Assert.EndsWith("Z", good.GetProperty("start_time").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", good.GetProperty("end_time").GetString(), StringComparison.Ordinal);
        Assert.False(good.TryGetProperty("error", out _));
        JsonElement bad = job.GetProperty("images")[1];
        Assert.Equal("failed", bad.GetProperty("status").GetString());
        Assert.Equal("torn", bad.GetProperty("error").GetString());
        Assert.False(bad.TryGetProperty("cached", out _));
        JsonElement last = job.GetProperty("last_error");
        Assert.Equal("b.png", last.GetProperty("image").GetString());
        Assert.Equal("torn", last.GetProperty("error").GetString());
        Assert.Equal("bad_image", last.GetProperty("error_category").GetString());
        Assert.Equal("normal", job.GetProperty("priority").GetString());
        Assert.Equal(0, job.GetProperty("cancelled").GetInt32());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("notifications").ValueKind);
        Assert.False(bad.TryGetProperty("processed_path", out _));
    }

    [Fact]
    public async Task Get_EveryState_HasItsWord()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        server.Fake.FailsOn = r => r.FileName == "bad.png" ? new ImageException(ImageFault.Undecodable, "torn") : null;
        string failed = await CreateAsync(server, "bad.png");
        await server.EndAsync(failed);
        Gate gate = Gate.Before(server.Fake);
        string processing = await CreateAsync(server, "a.png");
        await gate.BegunAsync();
        string pending = await CreateAsync(server, "b.png");
        string cancelled = await CreateAsync(server, "c.png");
        using HttpResponseMessage deleted = await server.DeleteAsync($"/api/v1/batch/{cancelled}");

        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Equal(("failed", "failed"), await WordsAsync(server, failed));
        Assert.Equal(("processing", "processing"), await WordsAsync(server, processing));
        Assert.Equal(("pending", "pending"), await WordsAsync(server, pending));
        Assert.Equal(("cancelled", "cancelled"), await WordsAsync(server, cancelled));
        Assert.Equal(1, (await server.GetJsonAsync($"/api/v1/batch/{cancelled}")).GetProperty("cancelled").GetInt32());
        gate.Open();
        await server.EndAsync(pending);
        Assert.Equal(("completed", "completed"), await WordsAsync(server, pending));
    }

    [Fact]
    public async Task Create_Settings_AreInTheJob()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync($$"""
            {
              "score_thr": 0.25, "perturbations": [[{"type": "defocus", "degree": 1}], []], "visualization_mode": "none",
              "priority": "low", "max_concurrent": 2, "max_retries": 1, "retry_delay": 100, "save_json": false,
              "images": [{"base64": "{{Reports.Pixel}}"}, {"base64": "{{Reports.Pixel}}"}]
            }
            """);

        string jobId = (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("job_id").GetString()!;
        JsonElement job = await server.EndAsync(jobId);
        JsonElement config = job.GetProperty("config");
        Assert.Equal(0.25, config.GetProperty("score_threshold").GetDouble());
        Assert.Equal("per_image", config.GetProperty("perturbation_mode").GetString());
        Assert.Equal(2, config.GetProperty("max_concurrent").GetInt32());
        Assert.Equal(1, config.GetProperty("max_retries").GetInt32());
        Assert.Equal(100, config.GetProperty("retry_delay").GetInt32());
        Assert.Equal("low", job.GetProperty("priority").GetString());
        Assert.Equal("low", (await server.GetJsonAsync($"/api/v1/batch/{jobId}")).GetProperty("priority").GetString());
        Assert.Equal(["image_001.png", "image_002.png"], config.GetProperty("filenames").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public async Task Get_PageThatWasSeenBefore_SaysThatItsAnswerIsKept()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CACHE_MB"] = "16" });
        await server.EndAsync(await CreateAsync(server, "a.png"));
        string jobId = await CreateAsync(server, "b.png");
        await server.EndAsync(jobId);

        JsonElement job = await server.GetJsonAsync($"/api/v1/batch/{jobId}");

        Assert.True(job.GetProperty("images")[0].GetProperty("cached").GetBoolean());
    }

    [Fact]
    public async Task Get_JobThatTellsOfItsEnd_SaysHowFarTheMessageIs()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using ApiServer server = await ApiServer.StartAsync(new()
        {
            ["RODLA_FETCH_ALLOWED_HOSTS"] = "127.0.0.1", ["RODLA_FETCH_PORTS"] = "*",
        });
        using HttpResponseMessage response = await server.PostJsonAsync(
            new { images = new[] { new { base64 = Reports.Pixel } }, webhook_url = receiver.Hook });
        string jobId = (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("job_id").GetString()!;
        await server.EndAsync(jobId);
        IJobNotifier notifier = server.App.Services.GetRequiredService<IJobNotifier>();
        IJobEngine engine = server.App.Services.GetRequiredService<IJobEngine>();
        await ApiServer.EventuallyAsync(() => notifier.Status(engine.Find(jobId)!)!.Webhook!.State == DeliveryState.Sent);

        // The address of the status in the message itself.
        JsonElement job = await server.GetJsonAsync($"/api/v1/batch/{jobId}");
        JsonElement other = await server.GetJsonAsync($"/api/batch-job/{jobId}");

        JsonElement webhook = job.GetProperty("notifications").GetProperty("webhook");
        Assert.Equal("sent", webhook.GetProperty("state").GetString());
        Assert.Equal(1, webhook.GetProperty("attempts").GetInt32());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("notifications").GetProperty("email").ValueKind);
        Assert.Equal(other.GetProperty("notifications").GetRawText(), job.GetProperty("notifications").GetRawText());
    }

    [Theory]
    [InlineData("""{}""", "No images provided", "images")]
    [InlineData("""{"images": []}""", "No images provided", "images")]
    [InlineData("""{"images": [{"name": "a.png"}]}""", "Invalid image source (missing both URL and base64): images[0]", "images[0]")]
    [InlineData(
        """{"images": [{"url": "https://example.org/a.png", "base64": "QUJD"}]}""", "Both URL and base64 provided: images[0]", "images[0]")]
    [InlineData("""{"images": [{"base64": "QUJD"}, {"base64": "?"}]}""", "images[1].base64: It is not base64.", "images[1].base64")]
    [InlineData("""{"images": [{"base64": "QUJD"}], "score_thr": 7}""", "Invalid score_thr: Must be between 0 and 1", "score_thr")]
    [InlineData("""{"images": [{"base64": "QUJD"}], "perturbations": {}}""", "Perturbations must be a list", "perturbations")]
    [InlineData(
        """{"images": [{"base64": "QUJD"}], "perturbations": [[], []]}""",
        "Per-image perturbations count (2) must match file count (1)",
        "perturbations")]
    public async Task Create_Mistake_Is400(string body, string error, string field)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(body);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(error, problem.GetProperty("error").GetString());
        Assert.Equal([field], ProblemAssert.Fields(problem));
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Fact]
    public async Task Create_TooManyImages_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(
            new { images = Enumerable.Repeat(new { base64 = "QUJD" }, 101) });

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal("Too many images (>100)", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Create_MoreImagesThanTheOperatorAllows_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_JSON_IMAGES"] = "2" });

        using HttpResponseMessage refused = await server.PostJsonAsync(new { images = Enumerable.Repeat(new { base64 = Reports.Pixel }, 3) });
        using HttpResponseMessage taken = await server.PostJsonAsync(new { images = Enumerable.Repeat(new { base64 = Reports.Pixel }, 2) });

        JsonElement problem = await ProblemAssert.IsAsync(refused, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal("Too many images (>2)", problem.GetProperty("error").GetString());
        await taken.JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_HundredImages_AreTaken()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(
            new { images = Enumerable.Repeat(new { base64 = Reports.Pixel }, 100) });

        string jobId = (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("job_id").GetString()!;
        Assert.Equal(100, (await server.EndAsync(jobId)).GetProperty("progress").GetProperty("successful").GetInt32());
    }

    [Theory]
    [InlineData("ftp://example.org/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1/a.png")]
    [InlineData("http://2130706433/a.png")]
    [InlineData("http://[::1]/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("a.png")]
    public async Task Create_AddressThatIsNotFetched_Is400ByItsField(string url)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(new { images = new object[] { new { base64 = Reports.Pixel }, new { url } } });

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["images[1].url"], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("not JSON")]
    [InlineData("{\"images\": [{\"base64\": \"QUJD")]
    public async Task Create_NoJson_Is400(string body)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(body);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "bad_request");
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Create_OtherType_Is415(string? type)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using ByteArrayContent content = new("{}"u8.ToArray());
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/v1/batch", UriKind.Relative), content);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "not_json");
    }

    [Fact]
    public async Task Create_ImageOverTheLimit_Is413ByItsField()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_JSON_IMAGE_MB"] = "1" });
        string large = Convert.ToBase64String(new byte[(1024 * 1024) + 1]);

        using HttpResponseMessage response = await server.PostJsonAsync(new { images = new[] { new { base64 = large } } });

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        Assert.Equal(["images[0].base64"], ProblemAssert.Fields(problem));
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
    }

    [Fact]
    public async Task Create_BytesThatAreNoImage_FailAlone()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.PostJsonAsync(
            new { images = new[] { new { base64 = Reports.Pixel }, new { base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("no image")) } } });

        string jobId = (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("job_id").GetString()!;
        JsonElement job = await server.EndAsync(jobId);
        Assert.Equal("partial", job.GetProperty("status").GetString());
        Assert.Equal("bad_image", job.GetProperty("results")[1].GetProperty("error_category").GetString());
    }

    [Fact]
    public async Task List_Jobs_AreNewestFirstPagedAndFiltered()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.FailsOn = r => r.FileName == "bad.png" ? new ImageException(ImageFault.Undecodable, "torn") : null;
        List<string> ids = [];
        foreach (string name in new[] { "a.png", "bad.png", "c.png" })
        {
            ids.Insert(0, await CreateAsync(server, name));
            await server.EndAsync(ids[0]);
        }

        JsonElement all = await server.GetJsonAsync("/api/v1/batch");
        JsonElement second = await server.GetJsonAsync("/api/v1/batch?page=2&page_size=2");
        JsonElement failed = await server.GetJsonAsync("/api/v1/batch?status=failed,cancelled");

        Assert.Equal(["jobs", "total", "page", "page_size"], all.Names());
        Assert.Equal(ids, Ids(all));
        Assert.Equal(3, all.GetProperty("total").GetInt32());
        Assert.Single(all.GetProperty("jobs")[0].GetProperty("images").EnumerateArray());
        Assert.Equal([ids[2]], Ids(second));
        Assert.Equal(3, second.GetProperty("total").GetInt32());
        Assert.Equal([ids[1]], Ids(failed));
        Assert.Equal(1, failed.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("status=queued", "status")]
    [InlineData("page=0", "page")]
    [InlineData("page_size=0", "page_size")]
    public async Task List_FilterThatCannotBe_Is400(string query, string field)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync($"/api/v1/batch?{query}");

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task WrongMethod_OnAJob_Is405()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.Client.PutAsync(new Uri("/api/v1/batch", UriKind.Relative), content: null);

        await ProblemAssert.IsAsync(response, HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    private static IEnumerable<string?> Ids(JsonElement list) =>
        list.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("job_id").GetString());

    private static async Task<string> CreateAsync(ApiServer server, params string[] names)
    {
        using HttpResponseMessage response = await server.PostJsonAsync(new { images = names.Select(name => new { base64 = Png, name }) });
        return (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("job_id").GetString()!;
    }

    private static async Task<(string? Job, string? Image)> WordsAsync(ApiServer server, string jobId)
    {
        JsonElement job = await server.GetJsonAsync($"/api/v1/batch/{jobId}");
        return (job.GetProperty("status").GetString(), job.GetProperty("images")[0].GetProperty("status").GetString());
    }
}
