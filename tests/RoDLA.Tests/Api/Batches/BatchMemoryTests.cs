using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches;

/// <summary>What a large batch costs in memory: client, service and test together, and far less than what is sent.</summary>
[Collection(Alone.Name)]
public sealed class BatchMemoryTests
{
    private const int Images = 20;
    private const int ImageBytes = 6_000_000;

    [Theory]
    [InlineData("/api/detect-batch")]
    [InlineData("/api/v1/batch")]
    public async Task Submit_LargeBatch_IsNeverHeldInMemory(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.KeepsUploads = false;
        await SubmitAsync(server, path);

        // The least of three: whatever else the process does at the time only adds to a round.
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await SubmitAsync(server, path);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // Each wait for the next 4 KiB of the connection allocates, in client and service; a part that held an image would add all of it.
        const long Sent = (long)Images * ImageBytes;
        Assert.True(least < Sent / 8, $"{least:N0} bytes are allocated for {Images} images of {ImageBytes:N0} bytes each.");
    }

    private static async Task SubmitAsync(ApiServer server, string path)
    {
        using HttpContent body = path.EndsWith("detect-batch", StringComparison.Ordinal) ? Form() : new JsonImages();
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri(path, UriKind.Relative), body);
        Assert.True(response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        await server.EndAsync(answer.RootElement.GetProperty("job_id").GetString()!);
    }

    private static MultipartFormDataContent Form()
    {
        MultipartFormDataContent form = [];
        for (int i = 0; i < Images; i++)
        {
            form.Add(new Zeros(), "files", $"{i}.png");
        }

        return form;
    }

    private static async Task WriteAsync(Stream stream, byte value, int count)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(60_000);
        Array.Fill(piece, value);
        for (int sent = 0; sent < count; sent += 60_000)
        {
            await stream.WriteAsync(piece.AsMemory(0, Math.Min(60_000, count - sent)));
        }

        ArrayPool<byte>.Shared.Return(piece);
    }

    /// <summary>A file that is made while it is sent.</summary>
    private sealed class Zeros : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, 0, ImageBytes);

        protected override bool TryComputeLength(out long length)
        {
            length = ImageBytes;
            return true;
        }
    }

    /// <summary>A request in JSON that is made while it is sent.</summary>
    private sealed class JsonImages : HttpContent
    {
        public JsonImages() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{\"images\":["u8.ToArray());
            for (int i = 0; i < Images; i++)
            {
                await stream.WriteAsync(i == 0 ? "{\"base64\":\""u8.ToArray() : ",{\"base64\":\""u8.ToArray());
                await WriteAsync(stream, (byte)'A', ImageBytes / 3 * 4);
                await stream.WriteAsync("\"}"u8.ToArray());
            }

            await stream.WriteAsync("]}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
