using System.Net;
using System.Text;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Intake;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Submit;

/// <summary><c>POST /api/detect-batch</c>: what is refused, in which words, and that it leaves nothing.</summary>
public sealed class BatchRefusalTests
{
    [Fact]
    public async Task DetectBatch_NoFiles_IsRefusedInTheDocumentsWords()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        JsonElement problem = await RefusedAsync(server, BatchCalls.Form([], ("score_thr", "0.5")));

        Assert.Equal("At least one file is required", problem.GetProperty("detail").GetString());
        Assert.Equal(["files"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task DetectBatch_TooManyFiles_IsRefusedWithTheirNumber()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        JsonElement problem = await RefusedAsync(server, BatchCalls.Pages(350));

        Assert.Equal("Maximum 300 files allowed, got 350", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task DetectBatch_MoreFilesThanTheOperatorAllows_IsRefused()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_FILES"] = "2" });

        JsonElement problem = await RefusedAsync(server, BatchCalls.Pages(3));

        Assert.Equal("Maximum 2 files allowed, got 3", problem.GetProperty("detail").GetString());
        await server.EndAsync(await server.SubmitAsync(2));
    }

    [Theory]
    [InlineData("score_thr", "1.5", "Invalid score_thr: Must be between 0 and 1")]
    [InlineData("score_thr", "much", "Invalid score_thr: Must be between 0 and 1")]
    [InlineData("perturbations", "[{", "Invalid JSON in perturbations parameter")]
    [InlineData("perturbations", "{\"type\": \"defocus\"}", "Perturbations must be a list")]
    [InlineData("perturbations", "\"defocus\"", "Perturbations must be a list")]
    [InlineData("visualization_mode", "some", "Invalid visualization_mode. Must be one of: ['none', 'per_image', 'summary', 'both']")]
    [InlineData(
        "perturbations", "[[{\"type\":\"defocus\",\"degree\":1}]]", "Per-image perturbations count (1) must match file count (2)")]
    public async Task DetectBatch_MistakeOfTheDocument_IsToldInItsWords(string field, string value, string detail)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        JsonElement problem = await RefusedAsync(server, BatchCalls.Pages(2, (field, value)));

        Assert.Equal(detail, problem.GetProperty("detail").GetString());
        Assert.Equal([field], ProblemAssert.Fields(problem));
    }

    [Theory]
    [InlineData("perturbations", "[[{\"type\":\"defocus\",\"degree\":1}], 5]", "perturbations[1]")]
    [InlineData("perturbations", "[[{\"type\":\"defocus\",\"degree\":1}], [{\"type\":\"smudge\",\"degree\":1}]]", "perturbations[1][0].type")]
    [InlineData("perturbations", "[{\"type\":\"defocus\",\"degree\":4}]", "perturbations[0].degree")]
    [InlineData("background_folder", "../etc", "background_folder")]
    [InlineData("seed", "x", "seed")]
    [InlineData("mode", "other", "mode")]
    [InlineData("save_json", "perhaps", "save_json")]
    [InlineData("priority", "urgent", "priority")]
    [InlineData("max_concurrent", "0", "max_concurrent")]
    [InlineData("max_concurrent", "257", "max_concurrent")]
    [InlineData("max_retries", "-1", "max_retries")]
    [InlineData("max_retries", "many", "max_retries")]
    [InlineData("retry_delay", "300001", "retry_delay")]
    [InlineData("pages", "0", "pages")]
    [InlineData("webhook_url", "ftp://example.org/", "webhook_url")]
    [InlineData("webhook_url", "http://127.0.0.1/hook", "webhook_url")]
    [InlineData("email", "nobody", "email")]
    public async Task DetectBatch_Mistake_IsToldByItsField(string field, string value, string place)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        JsonElement problem = await RefusedAsync(server, BatchCalls.Pages(2, (field, value)));

        Assert.Equal([place], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task DetectBatch_SeveralMistakes_AreToldAllAtOnce()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        JsonElement problem = await RefusedAsync(server, BatchCalls.Form([], ("score_thr", "x"), ("priority", "y")));

        Assert.Equal(["files", "priority", "score_thr"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task DetectBatch_FilesThatAreNoImages_AreNamed()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        JsonElement problem = await RefusedAsync(server, BatchCalls.Form(
            [("good.png", BatchCalls.Pixel), ("notes.png", Encoding.UTF8.GetBytes("no image at all")), ("empty.png", [])]));

        Assert.Equal(
            ["File notes.png is not an image", "File empty.png is not an image"],
            problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("message").GetString()));
        Assert.Equal(["files", "files"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task DetectBatch_FilesWithoutThePage_AreNamed()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.PageCount = 2;

        JsonElement problem = await RefusedAsync(server, BatchCalls.Pages(1, ("pages", "3")));

        Assert.Equal("File page-0.png has 2 pages; page 3 was requested", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task DetectBatch_MorePagesThanImagesMayBe_IsRefused()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_IMAGES"] = "5" });
        server.Fake.PageCount = 3;

        JsonElement problem = await RefusedAsync(server, BatchCalls.Pages(2, ("pages", "all")));

        Assert.Equal("Maximum 5 images allowed, got 6", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task DetectBatch_FileOverTheLimit_Is413AndNamed()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_MAX_FILE_MB"] = "1" });

        using HttpResponseMessage response = await server.PostBatchAsync(
            BatchCalls.Form([("small.png", BatchCalls.Pixel), ("large.png", new byte[(1024 * 1024) + 1])]));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        Assert.Contains("large.png", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await NothingIsLeftAsync(server);
    }

    [Fact]
    public async Task DetectBatch_ArchiveOverItsLimit_Is413AndNamed()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_ARCHIVE_MB"] = "1" });
        ZipForge forge = new();
        forge.Add("large.png", new byte[1024 * 1024], deflate: false);

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Form([("pages.zip", forge.Build())]));

        // A file that is no archive has the larger limit of a file.
        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        Assert.Equal("Archive pages.zip is larger than 1 MiB, the maximum.", problem.GetProperty("detail").GetString());
        await NothingIsLeftAsync(server);
        using HttpResponseMessage file = await server.PostBatchAsync(BatchCalls.Form([("large.png", new byte[(1024 * 1024) + 1])]));
        await file.JsonAsync(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DetectBatch_FormOverTheLimit_Is413(bool isChunked)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_TOTAL_MB"] = "1" });
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect-batch")
        {
            Content = BatchCalls.Form(Enumerable.Range(0, 5).Select(i => ($"{i}.png", new byte[500_000]))),
        };
        request.Headers.TransferEncodingChunked = isChunked;

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        await NothingIsLeftAsync(server);
    }

    [Fact]
    public async Task DetectBatch_FieldsOverTheLimitTogether_Are413AndNothingIsLeft()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string text = new('x', 3 * 1024 * 1024);

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Pages(1, ("a", text), ("b", text), ("c", text)));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        Assert.Equal(
            "The fields of the request are longer than 8 MiB together, the most that is taken.", problem.GetProperty("detail").GetString());
        await NothingIsLeftAsync(server);
    }

    [Fact]
    public async Task DetectBatch_NoForm_Is415()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using StringContent content = new("{}", Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await server.PostBatchAsync(content);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "not_a_form");
    }

    [Fact]
    public async Task DetectBatch_QueueIsFull_Is503WithRetryAfter()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_QUEUE_LIMIT"] = "3" });

        using HttpResponseMessage response = await server.PostBatchAsync(BatchCalls.Pages(4));

        await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "queue_full");
        Assert.NotNull(response.Headers.RetryAfter);
        await NothingIsLeftAsync(server);
    }

    [Theory]
    [InlineData("/api/detect-batch")]
    [InlineData("/api/v1/batch")]
    public async Task Submit_JobsTakeAllThatTheyMay_Is507(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_QUOTA_MB"] = "1" });
        using HttpResponseMessage first = await server.PostBatchAsync(BatchCalls.Form([("large.png", new byte[700_000])]));
        await server.EndAsync((await first.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!);
        byte[] large = new byte[500_000];

        using HttpResponseMessage response = path == "/api/v1/batch"
            ? await server.PostJsonAsync(new { images = new[] { new { base64 = large } } })
            : await server.PostBatchAsync(BatchCalls.Form([("large.png", large)]));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.InsufficientStorage, "insufficient_storage");
        Assert.Contains("their quota of 1 MiB on the disk", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 1);
    }

    [Fact]
    public async Task DetectBatch_DiskIsFull_Is507BeforeTheBodyArrives()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MIN_FREE_MB"] = "16777216" });
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync(Head(server.Address, 1_000_000_000));

        string response = await connection.ReadAsync();
        Assert.StartsWith("HTTP/1.1 507 ", response, StringComparison.Ordinal);
        Assert.Contains("\"insufficient_storage\"", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetectBatch_ClientBreaksOffInTheMidstOfTheUpload_NothingIsLeft()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        await connection.SendAsync(Head(server.Address, 100_000_000));
        for (int i = 0; i < 3; i++)
        {
            await connection.SendAsync(RawConnection.FilePart($"Content-Disposition: form-data; name=\"files\"; filename=\"{i}.png\""));
            await connection.SendAsync(new byte[300_000]);
            await connection.SendAsync("\r\n");
        }

        await ApiServer.EventuallyAsync(() => server.JobFolders().Length == 1);
        connection.Break();

        await NothingIsLeftAsync(server);
        Assert.Empty(server.Fake.Uploads);
    }

    [Fact]
    public async Task DetectBatch_UploadOverItsTime_Is503AndNothingIsLeft()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_TRANSFER_TIMEOUT"] = "1" });
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        await connection.SendAsync(Head(server.Address, 100_000_000));
        await connection.SendAsync(RawConnection.FilePart("Content-Disposition: form-data; name=\"files\"; filename=\"page.png\""));

        string response = await connection.ReadAsync();

        Assert.StartsWith("HTTP/1.1 503 ", response, StringComparison.Ordinal);
        Assert.Contains("\"request_timeout\"", response, StringComparison.Ordinal);
        await NothingIsLeftAsync(server);
    }

    private static string Head(Uri address, long length) =>
        RawConnection.Head(address, $"Content-Length: {length}").Replace("/api/detect", "/api/detect-batch", StringComparison.Ordinal);

    private static async Task<JsonElement> RefusedAsync(ApiServer server, HttpContent form)
    {
        using HttpResponseMessage response = await server.PostBatchAsync(form);
        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        await NothingIsLeftAsync(server);
        return problem;
    }

    private static Task NothingIsLeftAsync(ApiServer server) => ApiServer.EventuallyAsync(() => server.JobFolders().Length == 0);
}
