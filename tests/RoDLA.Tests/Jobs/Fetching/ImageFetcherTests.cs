using System.IO.Compression;
using System.Text;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

public sealed class ImageFetcherTests
{
    [Theory]
    [InlineData("jpeg-baseline.jpg")]
    [InlineData("png-rgb16.png")]
    [InlineData("tiff-lzw.tif")]
    [InlineData("webp-lossy.webp")]
    [InlineData("gif-frames.gif")]
    [InlineData("bmp-24.bmp")]
    [InlineData("pdf-encrypted.pdf")]
    public async Task FetchAsync_ImageOfATrustedHost_IsComplete(string file)
    {
        await using RawHttpServer server = new();
        server.On("/a", Fixture.Bytes(file), 200, "Content-Type: text/html");
        using Fetching fetching = new(Fetching.Trusting(server));

        Assert.Equal(Fixture.Bytes(file), await fetching.GetAsync(server.Url("/a")));
    }

    [Fact]
    public async Task FetchAsync_LargeImageInChunks_IsComplete()
    {
        byte[] image = Image(3_000_000);
        await using RawHttpServer server = new();
        server.Answers["/a"] = async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            foreach (byte[] chunk in image.Chunk(100_001))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), token);
                await stream.WriteAsync(chunk, token);
                await stream.WriteAsync("\r\n"u8.ToArray(), token);
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), token);
        };
        using Fetching fetching = new(Fetching.Trusting(server));

        Assert.Equal(image, await fetching.GetAsync(server.Url("/a")));
    }

    [Fact]
    public async Task FetchAsync_AnyImage_SendsNoCookiesOrTraces()
    {
        await using RawHttpServer server = new();
        server.On("/a?x=1", Fixture.Bytes("png-rgb16.png"), 200, "Set-Cookie: id=1");
        using Fetching fetching = new(Fetching.Trusting(server));

        await fetching.GetAsync(server.Url("/a?x=1"));
        await fetching.GetAsync(server.Url("/a?x=1"));

        Assert.All(server.Requests, r => Assert.Equal(
            $"GET /a?x=1 HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nUser-Agent: RoDLA-API\r\nAccept: image/*, application/pdf; q=0.9, */*; q=0.1\r\n"
            + "Accept-Encoding: identity\r\n\r\n",
            r));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, ErrorCategory.DownloadRefused)]
    [InlineData(401, ErrorCategory.DownloadRefused)]
    [InlineData(403, ErrorCategory.DownloadRefused)]
    [InlineData(404, ErrorCategory.DownloadRefused)]
    [InlineData(410, ErrorCategory.DownloadRefused)]
    [InlineData(304, ErrorCategory.DownloadRefused)]
    [InlineData(300, ErrorCategory.DownloadRefused)]
    [InlineData(408, ErrorCategory.DownloadFailed)]
    [InlineData(429, ErrorCategory.DownloadFailed)]
    [InlineData(500, ErrorCategory.DownloadFailed)]
    [InlineData(502, ErrorCategory.DownloadFailed)]
    [InlineData(503, ErrorCategory.DownloadFailed)]
    public async Task FetchAsync_ErrorStatus_HasTheDocumentedMessage(int status, ErrorCategory category)
    {
        await using RawHttpServer server = new();
        server.On("/a", status == 304 ? [] : Fixture.Bytes("png-rgb16.png"), status);
        using Fetching fetching = new(Fetching.Trusting(server));

        FetchException e = await fetching.FailAsync(server.Url("/a"), category);

        Assert.Equal($"Failed to download image: status code {status}", e.Message);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Not here.</body></html>")]
    [InlineData("GIF8")]
    [InlineData("{\"image\": true}")]
    [InlineData("")]
    public async Task FetchAsync_NoImage_IsBadImageAndNothingIsWritten(string body)
    {
        await using RawHttpServer server = new();
        server.On("/a.png", Encoding.ASCII.GetBytes(body), 200, "Content-Type: image/png");
        using Fetching fetching = new(Fetching.Trusting(server));
        using MemoryStream target = new();

        FetchException e = await Assert.ThrowsAsync<FetchException>(
            () => fetching.Fetcher.FetchAsync(server.Url("/a.png"), target, CancellationToken.None));

        Assert.Equal(ErrorCategory.BadImage, e.Category);
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task FetchAsync_EndlessBodyThatIsNoImage_IsRefusedByItsFirstBytes()
    {
        await using RawHttpServer server = new();
        server.Endless("/a", "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        using Fetching fetching = new(Fetching.Trusting(server));

        await fetching.FailAsync(server.Url("/a"), ErrorCategory.BadImage);

        // At most the bytes in the buffers of both ends.
        Assert.InRange(server.Sent, 0, 16_000_000);
    }

    [Fact]
    public async Task FetchAsync_CompressedBody_IsNotDecompressed()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Fixture.Bytes("png-rgb16.png"));
        }

        await using RawHttpServer server = new();
        server.On("/a", packed.ToArray(), 200, "Content-Type: image/png", "Content-Encoding: gzip");
        using Fetching fetching = new(Fetching.Trusting(server));

        await fetching.FailAsync(server.Url("/a"), ErrorCategory.BadImage);
    }

    [Fact]
    public async Task FetchAsync_EndlessImage_StopsAtTheLimit()
    {
        await using RawHttpServer server = new();
        server.Endless("/a", [.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. Fixture.Bytes("jpeg-baseline.jpg")]);
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = $"127.0.0.1:{server.Port}";
            o.MaxFileMegabytes = 2;
        });
        using MemoryStream target = new();

        FetchException e = await Assert.ThrowsAsync<FetchException>(
            () => fetching.Fetcher.FetchAsync(server.Url("/a"), target, CancellationToken.None));

        Assert.Equal((ErrorCategory.OverLimit, "Failed to download image: it is larger than 2 MB"), (e.Category, e.Message));
        Assert.InRange(target.Length, 1, 2 * 1024 * 1024);
        Assert.InRange(server.Sent, 1_500_000, 18_000_000);
    }

    [Fact]
    public async Task FetchAsync_ExactlyTheLimit_SucceedsAndAByteMoreFails()
    {
        await using RawHttpServer server = new();
        server.On("/fits", Image(1024 * 1024)).On("/over", Image((1024 * 1024) + 1));
        server.OnRaw("/unsaid", [.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. Image((1024 * 1024) + 1)], close: true);
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = $"127.0.0.1:{server.Port}";
            o.MaxFileMegabytes = 1;
        });

        Assert.Equal(1024 * 1024, (await fetching.GetAsync(server.Url("/fits"))).Length);
        await fetching.FailAsync(server.Url("/over"), ErrorCategory.OverLimit);
        await fetching.FailAsync(server.Url("/unsaid"), ErrorCategory.OverLimit);
    }

    [Fact]
    public async Task FetchAsync_ContentLengthOverTheLimit_IsRefusedBeforeTheBody()
    {
        await using RawHttpServer server = new();
        server.Stall("/a", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"u8.ToArray());
        using Fetching fetching = new(Fetching.Trusting(server));

        await fetching.FailAsync(server.Url("/a"), ErrorCategory.OverLimit);
    }

    [Fact]
    public async Task FetchAsync_BodyShorterThanItsLength_IsAFailedDownload()
    {
        byte[] image = Fixture.Bytes("jpeg-baseline.jpg");
        await using RawHttpServer server = new();
        server.OnRaw("/a", [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {image.Length + 1}\r\n\r\n"), .. image], close: true);
        using Fetching fetching = new(Fetching.Trusting(server));

        await fetching.FailAsync(server.Url("/a"), ErrorCategory.DownloadFailed);
    }

    [Fact]
    public async Task FetchAsync_BodyLongerThanItsLength_IsReadToItsLength()
    {
        byte[] image = Fixture.Bytes("jpeg-baseline.jpg");
        await using RawHttpServer server = new();
        server.OnRaw("/a", [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {image.Length}\r\n\r\n"), .. image, .. new byte[100_000]], close: true);
        using Fetching fetching = new(Fetching.Trusting(server));

        Assert.Equal(image, await fetching.GetAsync(server.Url("/a")));
    }

    [Fact]
    public async Task FetchAsync_HugeHeaders_AreRefused()
    {
        await using RawHttpServer server = new();
        server.OnRaw("/one", [.. "HTTP/1.1 200 OK\r\nX-Long: "u8, .. Encoding.ASCII.GetBytes(new string('x', 1_000_000)), .. "\r\n\r\n"u8]);
        server.OnRaw("/many", [.. "HTTP/1.1 200 OK\r\n"u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"X-{i}: y\r\n")))]);
        using Fetching fetching = new(Fetching.Trusting(server));

        FetchException e = await fetching.FailAsync(server.Url("/one"), ErrorCategory.DownloadRefused);
        await fetching.FailAsync(server.Url("/many"), ErrorCategory.DownloadRefused);

        Assert.Equal("Failed to download image: the headers of the answer are too large", e.Message);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("+OK POP3 ready\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("")]
    public async Task FetchAsync_AnswerThatIsNotHttp_IsAFailedDownloadAndIsNotRepeated(string answer)
    {
        await using RawHttpServer server = new();
        server.OnRaw("/a", Encoding.ASCII.GetBytes(answer), close: true);
        using Fetching fetching = new(Fetching.Trusting(server));

        FetchException e = await fetching.FailAsync(server.Url("/a"), ErrorCategory.DownloadFailed);

        Assert.DoesNotContain("SSH", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("POP3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_NoListener_IsAFailedDownload()
    {
        RawHttpServer gone = new();
        string url = gone.Url("/a");
        using Fetching fetching = new(Fetching.Trusting(gone));
        await gone.DisposeAsync();

        FetchException e = await fetching.FailAsync(url, ErrorCategory.DownloadFailed);

        Assert.Equal("Failed to download image: its host could not be reached", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nGIF89a")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /a\r\n")]
    public async Task FetchAsync_ServerThatStops_IsTimedOut(string begin)
    {
        await using RawHttpServer server = new();
        server.Stall("/a", Encoding.ASCII.GetBytes(begin));
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = $"127.0.0.1:{server.Port}";
            o.Timeout = TimeSpan.FromSeconds(0.3);
        });

        FetchException e = await fetching.FailAsync(server.Url("/a"), ErrorCategory.TimedOut);

        Assert.Equal("Failed to download image: it took longer than 0.3 s", e.Message);
    }

    [Fact]
    public async Task FetchAsync_CallerCancels_IsCancelled()
    {
        await using RawHttpServer server = new();
        server.Stall("/a", "HTTP/1.1 200 OK\r\n\r\nGIF89a"u8.ToArray());
        using Fetching fetching = new(Fetching.Trusting(server));
        using CancellationTokenSource cancel = new();

        Task<byte[]> fetch = fetching.GetAsync(server.Url("/a"), cancel.Token);
        await Fixtures.Eventually.HoldsAsync(() => !server.Requests.IsEmpty);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Fact]
    public async Task FetchAsync_DestinationFails_ThrowsItsException()
    {
        await using RawHttpServer server = new();
        server.On("/a", Fixture.Bytes("png-rgb16.png"));
        using Fetching fetching = new(Fetching.Trusting(server));
        using MemoryStream full = new([], writable: true);

        await Assert.ThrowsAsync<NotSupportedException>(() => fetching.Fetcher.FetchAsync(server.Url("/a"), full, CancellationToken.None));
    }

    [Fact]
    public async Task FetchAsync_Disabled_CallsNone()
    {
        await using RawHttpServer server = new();
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = $"127.0.0.1:{server.Port}";
            o.Enabled = false;
        });

        FetchException e = await fetching.FailAsync(server.Url("/a"), ErrorCategory.AddressRefused);

        Assert.Contains("configured to fetch nothing", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message + ".", fetching.Fetcher.WhyRefused(server.Url("/a")));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public void Handler_Settings_HaveNoProxyCookiesRedirectsOrDecompression()
    {
        using Fetching fetching = new();
        SocketsHttpHandler handler = Assert.IsType<SocketsHttpHandler>(fetching.Handler.InnerHandler);

        Assert.False(handler.UseProxy);
        Assert.False(handler.UseCookies);
        Assert.False(handler.AllowAutoRedirect);
        Assert.Equal(System.Net.DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Assert.InRange(handler.MaxResponseHeadersLength, 1, 16);
    }

    private static byte[] Image(int length)
    {
        byte[] image = new byte[length];
        new Random(1).NextBytes(image);
        Fixture.Bytes("jpeg-baseline.jpg").AsSpan(0, 20).CopyTo(image);
        return image;
    }
}
