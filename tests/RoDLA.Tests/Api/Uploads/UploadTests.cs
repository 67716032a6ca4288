using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Uploads;

public sealed class UploadTests
{
    private static readonly Dictionary<string, string> OneMegabyte = new() { ["RODLA_MAX_FILE_MB"] = "1", ["RODLA_UPLOAD_MEMORY_KB"] = "64" };

    [Fact]
    public async Task Detect_SmallFile_StaysInMemory()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        byte[] file = RandomNumberGenerator.GetBytes(300_000);

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(file));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        InspectedUpload upload = Assert.Single(server.Fake.Uploads);
        Assert.Null(upload.Path);
        Assert.Equal(file, upload.Bytes);
    }

    [Fact]
    public async Task Detect_LargeFile_GoesToTheDiskAndIsRemoved()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        byte[] file = RandomNumberGenerator.GetBytes(5_000_001);

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(file));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        InspectedUpload upload = Assert.Single(server.Fake.Uploads);
        Assert.StartsWith(server.Uploads, upload.Path, StringComparison.Ordinal);
        Assert.Equal(file, upload.Bytes);
        await ApiServer.EventuallyAsync(() => server.UploadedFiles.Length == 0);
    }

    [Fact]
    public async Task Detect_LargeFileAndAFault_IsRemoved()
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);
        server.Fake.Fails = _ => new InvalidOperationException("secret");

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(new byte[500_000]));

        await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, "internal_error");
        Assert.NotNull(Assert.Single(server.Fake.Uploads).Path);
        await ApiServer.EventuallyAsync(() => server.UploadedFiles.Length == 0);
    }

    [Fact]
    public async Task Detect_FileOfExactlyTheLimit_IsTaken()
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(new byte[1024 * 1024]));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData((1024 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task Detect_FileOverTheLimit_Is413(int length)
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(new byte[length]));

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        await server.AssertAliveAsync();
    }

    [Theory]
    [InlineData((1024 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task Detect_FileOverTheLimitWithoutContentLength_Is413(int length)
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = ApiServer.Form(new byte[length]) };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        await server.AssertAliveAsync();
    }

    [Fact]
    public async Task Detect_IgnoredFileOverTheLimit_Is413()
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(new byte[3_000_000]), "attachment", "other.bin" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = form };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }

    [Fact]
    public async Task Detect_ClaimedLengthOverTheLimit_Is413BeforeTheBodyArrives()
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync(RawConnection.Head(server.Address, "Content-Length: 9000000000"));

        Assert.StartsWith("HTTP/1.1 413 ", await connection.ReadAsync(), StringComparison.Ordinal);
        await server.AssertAliveAsync();
    }

    [Fact]
    public async Task Detect_EmptyFile_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form([]));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "empty_file");
        Assert.Empty(server.Fake.Uploads);
    }

    [Fact]
    public async Task Detect_FileFieldMissing_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using MultipartFormDataContent form = new() { { new ByteArrayContent([1]), "image", "page.png" } };

        using HttpResponseMessage response = await server.DetectAsync(form);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["file"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_FileFieldIsText_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using MultipartFormDataContent form = new() { { new StringContent("page.png"), "file" } };

        using HttpResponseMessage response = await server.DetectAsync(form);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["file"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_TwoFiles_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync(OneMegabyte);
        MultipartFormDataContent form = ApiServer.Form(new byte[200_000]);
        form.Add(new ByteArrayContent([2]), "file", "second.png");

        using HttpResponseMessage response = await server.DetectAsync(form);

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["file"], ProblemAssert.Fields(problem));
        await ApiServer.EventuallyAsync(() => server.UploadedFiles.Length == 0);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/mixed; boundary=x")]
    [InlineData("image/png")]
    [InlineData(null)]
    public async Task Detect_NotAForm_Is415(string? contentType)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes("{}"));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using HttpResponseMessage response = await server.DetectAsync(content);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "not_a_form");
    }

    [Fact]
    public async Task Detect_LongFieldValue_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(("note", new string('x', (64 * 1024) + 1)));

        JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["note"], ProblemAssert.Fields(problem));
    }

    [Fact]
    public async Task Detect_TooManyParts_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        (string, string)[] fields = [.. Enumerable.Range(0, 100).Select(i => ($"field{i}", "x"))];

        using HttpResponseMessage response = await server.DetectAsync(fields);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "malformed_form");
    }

    [Theory]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData("C:\\scans\\page 1.png", "page 1.png")]
    [InlineData("Größe ü.png", "Größe ü.png")]
    public async Task Detect_FileName_IsMadeSafe(string sent, string expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form([1], sent));

        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.Equal(expected, answer.GetProperty("filename").GetString());
        string saved = answer.GetProperty("saved_path").GetString()!;
        Assert.Equal("outputs/" + Path.GetFileName(saved), saved);
        Assert.True(File.Exists(server.Saved(answer)));
    }
}
