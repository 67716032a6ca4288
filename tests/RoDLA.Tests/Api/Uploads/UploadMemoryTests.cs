using System.Net;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Uploads;

[Collection(Alone.Name)]
public sealed class UploadMemoryTests
{
    private const int Requests = 100;

    /// <summary>
    /// Growth of the whole process: client, service and test. Far less than the size of the file: no part buffers it. What grows with the
    /// file are the waits for the next 4 KiB of the connection, of client and service, more of them the busier the machine is.
    /// </summary>
    [Theory]
    [InlineData(900_000)]
    [InlineData(4_000_000)]
    public async Task Detect_ManyUploads_AllocatesNoBufferForEach(int length)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.KeepsUploads = false;
        byte[] file = new byte[length];
        await SendAsync(server, file, 20);

        // The least of three: whatever else the process does at the time only adds to a round.
        long each = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await SendAsync(server, file, Requests);
            each = Math.Min(each, (GC.GetTotalAllocatedBytes(precise: true) - before) / Requests);
        }

        Assert.True(each < 130_000 + (length / 8), $"{each:N0} bytes are allocated for each upload of {length:N0} bytes.");
    }

    private static async Task SendAsync(ApiServer server, byte[] file, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using HttpResponseMessage response = await server.DetectAsync(
                ApiServer.Form(file, ("save_json", "no"), ("generate_visualizations", "no")));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
