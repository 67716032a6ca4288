using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Detection;
using RoDLA.Imaging.Scheduling;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

/// <summary>A client that resets its connection no longer counts, wherever its request waits.</summary>
public sealed class LeavingClientTests
{
    private const int MostOfAnAddress = 20;
    private const int Clients = 15;

    [Fact]
    public async Task Detect_ClientsLeaveWhileTheirPagesWaitForAThread_TheirPlacesAreFree()
    {
        await using ApiServer server = await StartAsync(real: true);
        Assert.True(await server.App.Services.GetRequiredService<ILayoutDetector>().WhenReadyAsync(CancellationToken.None));
        byte[] page = Fixture.Bytes("png-grey.png");
        using ManualResetEventSlim open = new();
        Task<bool>[] busy = [.. Enumerable.Range(0, WorkThreads.Shared.MaximumConcurrencyLevel).Select(
            _ => WorkThreads.Shared.RunAsync(() => Wait(open), CancellationToken.None))];
        try
        {
            await LeaveAsync(server, connection => connection.SendAsync(Request(server.Address, page)));
        }
        finally
        {
            open.Set();
            await Task.WhenAll(busy);
        }
    }

    [Fact]
    public async Task Detect_ClientsLeaveWhileTheModelIsBusy_TheirPlacesAreFree()
    {
        await using ApiServer server = await StartAsync(real: false);
        server.Fake.Work = token => Task.Delay(Timeout.Infinite, token);

        await LeaveAsync(server, connection => connection.SendAsync(Request(server.Address, [1, 2, 3])));
    }

    [Theory]
    [InlineData("/api/detect", 2_000_000)]
    [InlineData("/api/detect-batch", 2_000_000)]
    [InlineData("/health/live", 3_000)]
    public async Task Post_ClientsLeaveInTheirUpload_TheirPlacesAreFree(string path, int sent)
    {
        await using ApiServer server = await StartAsync(real: false);
        string head = RawConnection.Head(server.Address, "Content-Length: 9000000").Replace("/api/detect", path, StringComparison.Ordinal);

        await LeaveAsync(server, connection => connection.SendAsync(head + RawConnection.FilePart() + new string('x', sent)));
    }

    private static Task<ApiServer> StartAsync(bool real) =>
        ApiServer.StartAsync(new() { ["RODLA_MAX_CONNECTIONS_PER_ADDRESS"] = $"{MostOfAnAddress}" }, real);

    // More clients than may be connected come and leave, one group after the other.
    private static async Task LeaveAsync(ApiServer server, Func<RawConnection, Task> send)
    {
        for (int group = 0; group < 3; group++)
        {
            RawConnection[] clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RawConnection.OpenAsync(server.Address)));
            await Task.WhenAll(clients.Select(send));
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            foreach (RawConnection client in clients)
            {
                client.Break();
            }

            await AnswersAsync(server.Address);
        }
    }

    private static async Task AnswersAsync(Uri address)
    {
        string answer = "";
        for (int i = 0; i < 100 && !answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal); i++)
        {
            using RawConnection connection = await RawConnection.OpenAsync(address);
            await connection.SendAsync(RawConnection.Get(address, "/health/live"));
            answer = await connection.ReadAsync();
        }

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    private static byte[] Request(Uri address, byte[] page)
    {
        string end = $"\r\n--{RawConnection.Boundary}--\r\n";
        byte[] part = Encoding.ASCII.GetBytes(RawConnection.FilePart());
        string head = RawConnection.Head(address, $"Content-Length: {part.Length + page.Length + end.Length}");
        return [.. Encoding.ASCII.GetBytes(head), .. part, .. page, .. Encoding.ASCII.GetBytes(end)];
    }

    private static bool Wait(ManualResetEventSlim gate)
    {
        gate.Wait();
        return true;
    }
}
