using System.IO.Compression;
using System.Net;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

/// <summary>Answers to clients that send <c>Accept-Encoding</c>.</summary>
public sealed class ResponseCompressionTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Get_EncodingAccepted_IsTheSameAnswerInFewerBytes(string encoding)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        byte[] plain = await server.Client.GetByteArrayAsync(new Uri("/openapi.json", UriKind.Relative));
        using HttpRequestMessage request = new(HttpMethod.Get, "/openapi.json");
        request.Headers.Add("Accept-Encoding", encoding);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        byte[] sent = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.InRange(sent.Length, 1, plain.Length / 3);
        Assert.Equal(plain, Decode(sent, encoding));
    }

    [Fact]
    public async Task Detect_EncodingAccepted_AnswersJson()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = ApiServer.Form([1, 2, 3]) };
        request.Headers.Add("Accept-Encoding", "gzip");

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        byte[] json = Decode(await response.Content.ReadAsByteArrayAsync(), "gzip");
        Assert.True(JsonDocument.Parse(json).RootElement.GetProperty("success").GetBoolean());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Fact]
    public async Task Detect_RefusedWithEncodingAccepted_IsAProblem()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = ApiServer.Form([1, 2, 3], ("score_thr", "high")) };
        request.Headers.Add("Accept-Encoding", "gzip");

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
    }

    private static byte[] Decode(byte[] sent, string encoding)
    {
        using MemoryStream stored = new(sent);
        using Stream decoder = encoding == "br"
            ? new BrotliStream(stored, CompressionMode.Decompress)
            : new GZipStream(stored, CompressionMode.Decompress);
        using MemoryStream decoded = new();
        decoder.CopyTo(decoded);
        return decoded.ToArray();
    }
}
