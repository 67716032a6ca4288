using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.EndToEnd;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class UploadTests
{
    [Fact]
    public async Task Upload_TwoImages_AnswersAsTheDocument()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        using PageImage page = PageImage.Rent(96, 64);
        page.Pixels.Fill(200);
        byte[] jpeg = ImageWriter.ToJpeg(page);

        using HttpResponseMessage response = await server.PostUploadAsync("", ("image1.jpg", jpeg), ("image2.png", InferenceCalls.Page(300, 70)));

        JsonElement answer = await response.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["status", "message", "data"], answer.Names());
        Assert.Equal("success", answer.GetProperty("status").GetString());
        Assert.Equal("2 images uploaded successfully", answer.GetProperty("message").GetString());
        JsonElement data = answer.GetProperty("data");
        Assert.Matches("^upl_[a-z0-9]{12}$", data.GetProperty("upload_id").GetString());
        JsonElement first = data.GetProperty("uploaded_files")[0];
        Assert.Equal(["filename", "file_id", "size_bytes", "format", "dimensions"], first.Names());
        Assert.Equal("image1.jpg", first.GetProperty("filename").GetString());
        Assert.Matches("^img_[a-z0-9]{12}$", first.GetProperty("file_id").GetString());
        Assert.Equal(jpeg.Length, first.GetProperty("size_bytes").GetInt64());
        Assert.Equal("JPEG", first.GetProperty("format").GetString());
        Assert.Equal("[96,64]", first.GetProperty("dimensions").GetRawText());
        Assert.Equal("PNG", data.GetProperty("uploaded_files")[1].GetProperty("format").GetString());
        Assert.Equal("1.0", Assert.Single(response.Headers.GetValues("X-API-Version")));
    }

    [Fact]
    public async Task Upload_BadFilesAmongGood_TellsOfEachAndStoresNone()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_INFERENCE_MAX_FILE_MB"] = "1" });

        using HttpResponseMessage response = await server.PostUploadAsync(
            "",
            ("good.png", InferenceCalls.Page()),
            ("document.pdf", Samples.Read("article.pdf")),
            ("notes.txt", "not an image"u8.ToArray()),
            ("large.png", new byte[(1024 * 1024) + 1]),
            ("small.png", InferenceCalls.Page(63, 200)),
            ("torn.png", InferenceCalls.Page()[..20]),
            ("empty.png", []));

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_FORMAT");
        Assert.Equal("Invalid file format", envelope.GetProperty("message").GetString());
        Assert.Equal(
            ["document.pdf", "notes.txt", "large.png", "small.png", "torn.png", "empty.png"], EnvelopeAssert.Names(envelope, "filename"));
        Assert.Equal(
            ["INVALID_FORMAT", "INVALID_FORMAT", "FILE_TOO_LARGE", "INVALID_DIMENSIONS", "CORRUPTED_FILE", "CORRUPTED_FILE"],
            EnvelopeAssert.Names(envelope, "error_code"));
        Assert.StartsWith(
            "Unsupported file format. Allowed: JPEG, PNG, TIFF", EnvelopeAssert.Names(envelope, "error")[0], StringComparison.Ordinal);
        Assert.Empty(Uploads(server));
    }

    [Theory]
    [InlineData("FILE_TOO_LARGE")]
    [InlineData("INVALID_DIMENSIONS")]
    [InlineData("CORRUPTED_FILE")]
    public async Task Upload_OneBadFile_HasItsCode(string code)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new()
        {
            ["RODLA_INFERENCE_MAX_FILE_MB"] = "1",
            ["RODLA_INFERENCE_MAX_SIDE_PIXELS"] = "250",
        });
        byte[] file = code switch
        {
            "FILE_TOO_LARGE" => new byte[(1024 * 1024) + 1],
            "INVALID_DIMENSIONS" => InferenceCalls.Page(251, 100),
            _ => [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3],
        };

        using HttpResponseMessage response = await server.PostUploadAsync("", ("page.png", file));

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, code);
        Assert.Empty(Uploads(server));
    }

    [Fact]
    public async Task Upload_MoreFilesThanTheLimit_IsTooManyFiles()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_INFERENCE_MAX_FILES"] = "2" });
        (string, byte[]) page = ("page.png", InferenceCalls.Page());

        using HttpResponseMessage response = await server.PostUploadAsync("", page, page, page);

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "TOO_MANY_FILES");
        Assert.Contains("got 3", envelope.GetProperty("details").GetString(), StringComparison.Ordinal);
        Assert.Empty(Uploads(server));
    }

    [Fact]
    public async Task Upload_MoreFilesThanAnUploadMayHave_IsTooManyFiles()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_INFERENCE_MAX_UPLOAD_FILES"] = "2" });
        (string uploadId, _) = await server.UploadAsync(2);

        using HttpResponseMessage response = await server.PostUploadAsync($"?upload_id={uploadId}", ("more.png", InferenceCalls.Page()));

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "TOO_MANY_FILES");
        Assert.Equal(2, Directory.GetFiles(Assert.Single(Uploads(server)), "img_*").Length);
    }

    [Theory]
    [InlineData("application/json", "INVALID_FORMAT")]
    [InlineData("multipart/form-data", "INVALID_FORMAT")]
    [InlineData("multipart/form-data; boundary=x", "INVALID_CONFIG")]
    public async Task Upload_NoFormOrNoFile_IsRefused(string type, string code)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        using ByteArrayContent content = new("--x--\r\n"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("/api/v1/inference/upload", UriKind.Relative), content);

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, code);
        Assert.Empty(Uploads(server));
    }

    [Fact]
    public async Task Upload_WithUploadId_AddsFilesAndStoresARepeatedPieceOnce()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] first) = await server.UploadAsync(2);
        (string, byte[])[] piece = [("b.png", InferenceCalls.Page(80, 80)), ("b.png", InferenceCalls.Page(80, 80))];

        using HttpResponseMessage sent = await server.PostUploadAsync($"?upload_id={uploadId}", piece);
        using HttpResponseMessage again = await server.PostUploadAsync($"?upload_id={uploadId}", piece);

        (_, string[] second) = InferenceCalls.Ids(await sent.JsonAsync(HttpStatusCode.OK));
        (_, string[] repeated) = InferenceCalls.Ids(await again.JsonAsync(HttpStatusCode.OK));
        Assert.Equal(2, second.Distinct().Count());
        Assert.Equal(second, repeated);
        JsonElement upload = await server.GetJsonAsync($"/api/v1/inference/upload/{uploadId}");
        Assert.Equal([.. first, .. second], InferenceCalls.Ids(upload).FileIds);
        Assert.Equal(4, upload.GetProperty("data").GetProperty("total_files").GetInt32());
        Assert.Equal(4, Directory.GetFiles(Assert.Single(Uploads(server)), "img_*").Length);
    }

    [Fact]
    public async Task Upload_ToAnUnknownUpload_IsUploadNotFound()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage posted = await server.PostUploadAsync("?upload_id=upl_aaaaaaaaaaaa", ("a.png", InferenceCalls.Page()));
        using HttpResponseMessage got = await server.GetAsync("/api/v1/inference/upload/upl_aaaaaaaaaaaa");
        using HttpResponseMessage deleted = await server.DeleteAsync("/api/v1/inference/upload/..%2Fjobs");

        await EnvelopeAssert.IsAsync(posted, HttpStatusCode.NotFound, "UPLOAD_NOT_FOUND");
        await EnvelopeAssert.IsAsync(got, HttpStatusCode.NotFound, "UPLOAD_NOT_FOUND");
        await EnvelopeAssert.IsAsync(deleted, HttpStatusCode.NotFound, "UPLOAD_NOT_FOUND");
    }

    [Fact]
    public async Task Delete_AnUpload_RemovesItsFiles()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);

        using HttpResponseMessage deleted = await server.DeleteAsync($"/api/v1/inference/upload/{uploadId}");
        using HttpResponseMessage again = await server.DeleteAsync($"/api/v1/inference/upload/{uploadId}");

        await deleted.JsonAsync(HttpStatusCode.OK);
        await EnvelopeAssert.IsAsync(again, HttpStatusCode.NotFound, "UPLOAD_NOT_FOUND");
        Assert.Empty(Uploads(server));
    }

    [Fact]
    public async Task Upload_DiskIsFull_IsStorageError()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_BATCH_MIN_FREE_MB"] = "16777216" });

        using HttpResponseMessage response = await server.PostUploadAsync("", ("a.png", InferenceCalls.Page()));

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.InternalServerError, "STORAGE_ERROR");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Upload_FolderCannotBeWritten_IsStorageError()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        string folder = Path.Combine(server.Outputs, "uploads");
        Directory.Delete(folder);
        await File.WriteAllTextAsync(folder, "in the way");

        using HttpResponseMessage response = await server.PostUploadAsync("", ("a.png", InferenceCalls.Page()));

        await EnvelopeAssert.IsAsync(response, HttpStatusCode.InternalServerError, "STORAGE_ERROR");
    }

    private static string[] Uploads(ApiServer server) => Directory.GetDirectories(Path.Combine(server.Outputs, "uploads"));
}
