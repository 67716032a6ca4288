using System.IO.Compression;
using System.Net;
using System.Text;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

/// <summary>Requests with <c>Content-Encoding</c>.</summary>
public sealed class DecodingTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("GZip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task Detect_EncodedForm_IsRead(string encoding)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        byte[] file = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i / 7))];

        using HttpResponseMessage response = await server.DetectAsync(await EncodeAsync(ApiServer.Form(file), encoding));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(file, Assert.Single(server.Fake.Uploads).Bytes);
    }

    [Fact]
    public async Task Batch_EncodedJson_IsRead()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        StringContent json = new($$"""{"images":[{"base64":"{{Reports.Pixel}}"}]}""", Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await server.Client.PostAsync(
            new Uri("/api/v1/batch", UriKind.Relative), await EncodeAsync(json, "gzip"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("aes128gcm")]
    public async Task Detect_OtherEncoding_Is415AndTellsTheKnownOnes(string encoding)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        HttpContent form = ApiServer.Form([1, 2, 3]);
        form.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using HttpResponseMessage response = await server.DetectAsync(form);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported_encoding");
        Assert.Equal("gzip, br, deflate", string.Join(", ", response.Headers.GetValues("Accept-Encoding")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Request_DamagedEncoding_Is400(string encoding)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        foreach (string path in (string[])["/api/detect", "/api/v1/batch"])
        {
            using StringContent content = new("{\"images\": []} is not compressed", Encoding.UTF8, "application/json");
            content.Headers.ContentEncoding.Add(encoding);
            if (path == "/api/detect")
            {
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
            }

            using HttpResponseMessage response = await server.Client.PostAsync(new Uri(path, UriKind.Relative), content);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task Detect_SmallBodyOfALargeFile_IsLimitedByItsDecodedSize()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_MAX_FILE_MB"] = "1" });

        using HttpResponseMessage response = await server.DetectAsync(await EncodeAsync(ApiServer.Form(new byte[2_000_000]), "gzip"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }

    private static async Task<HttpContent> EncodeAsync(HttpContent content, string encoding)
    {
        MemoryStream encoded = new();
        await using (Stream encoder = encoding.ToLowerInvariant() switch
        {
            "gzip" => new GZipStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(new MemoryStream()),
        })
        {
            await content.CopyToAsync(encoding == "identity" ? encoded : encoder);
        }

        ByteArrayContent sent = new(encoded.ToArray());
        sent.Headers.ContentType = content.Headers.ContentType;
        sent.Headers.ContentEncoding.Add(encoding);
        return sent;
    }
}
