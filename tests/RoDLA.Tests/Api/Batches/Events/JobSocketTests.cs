using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Batches.Events;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Events;

/// <summary>The WebSocket of a job.</summary>
public sealed class JobSocketTests
{
    private static readonly string[] MessageKeys = ["type", "job_id", "status", "progress", "completed", "failed", "total_images"];

    [Theory]
    [InlineData("/api/batch-job/")]
    [InlineData("/api/v1/batch/")]
    public async Task Socket_JobInWork_GetsItsThreeTypesOfMessages(string surface)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        server.Fake.FailsOn = r => r.FileName == "page-1.png"
            ? new RoDLA.Imaging.ImageException(RoDLA.Imaging.ImageFault.Undecodable, "torn")
            : null;
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(2);
        using ClientWebSocket socket = await ConnectAsync(server, $"{surface}{jobId}/ws");
        JsonElement snapshot = (await ReceiveAsync(socket))!.Value;
        gate.Open();

        List<JsonElement> rest = await AllAsync(socket);

        Assert.Equal([.. MessageKeys, "timestamp"], snapshot.Names());
        Assert.Equal("progress", snapshot.GetProperty("type").GetString());
        Assert.Equal(jobId, snapshot.GetProperty("job_id").GetString());
        Assert.Equal(2, snapshot.GetProperty("total_images").GetInt32());
        JsonElement[] images = [.. rest.Where(m => m.GetProperty("type").GetString() == "image_complete").OrderBy(Index)];
        Assert.Equal([.. MessageKeys, "image", "timestamp"], images[0].Names());
        JsonElement good = images[0].GetProperty("image");
        Assert.Equal("page-0.png", good.GetProperty("original_filename").GetString());
        Assert.Equal("completed", good.GetProperty("status").GetString());
        Assert.NotEqual("", good.GetProperty("trace_id").GetString());
        Assert.EndsWith("results.json", good.GetProperty("processed_path").GetString(), StringComparison.Ordinal);
        JsonElement bad = images[1].GetProperty("image");
        Assert.Equal("failed", bad.GetProperty("status").GetString());
        Assert.Equal("torn", bad.GetProperty("error").GetString());
        JsonElement last = rest[^1];
        Assert.Equal("job_complete", last.GetProperty("type").GetString());
        Assert.Equal("completed", last.GetProperty("status").GetString());
        Assert.Equal(100, last.GetProperty("progress").GetDouble());
        Assert.Equal(1, last.GetProperty("completed").GetInt32());
        Assert.Equal(1, last.GetProperty("failed").GetInt32());
        Assert.EndsWith("Z", last.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task Socket_EndedJob_GetsTheSnapshotAndTheEnd()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(2);
        await server.EndAsync(jobId);

        using ClientWebSocket socket = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");
        List<JsonElement> all = await AllAsync(socket);

        Assert.Equal(["progress", "job_complete"], all.Select(m => m.GetProperty("type").GetString()));
        Assert.Equal(100, all[0].GetProperty("progress").GetDouble());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task Socket_LateClient_GetsWhereTheJobIsFirst()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(4);
        await gate.BegunAsync();
        gate.Open(2);
        await ApiServer.EventuallyAsync(() => server.Fake.Requests.Count == 3);

        using ClientWebSocket socket = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");
        JsonElement snapshot = (await ReceiveAsync(socket))!.Value;
        gate.Open();
        List<JsonElement> rest = await AllAsync(socket);

        Assert.Equal("progress", snapshot.GetProperty("type").GetString());
        Assert.Equal(2, snapshot.GetProperty("completed").GetInt32());
        Assert.Equal(2, rest.Count(m => m.GetProperty("type").GetString() == "image_complete"));
    }

    [Fact]
    public async Task Socket_OneHundredClientsAndOneThatDoesNotRead_AllTheOthersGetEverything()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(30);
        await gate.BegunAsync();
        using RawConnection silent = await RawConnection.OpenAsync(server.Address);
        await silent.SendAsync(Handshake(server.Address, $"/api/v1/batch/{jobId}/ws"));
        ClientWebSocket[] sockets = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => ConnectAsync(server, $"/api/v1/batch/{jobId}/ws")));
        Task<List<JsonElement>>[] reading = [.. sockets.Select(AllAsync)];
        gate.Open();

        List<JsonElement>[] all = await Task.WhenAll(reading);

        Assert.All(all, messages =>
        {
            Assert.Equal(30, messages.Count(m => m.GetProperty("type").GetString() == "image_complete"));
            Assert.Equal("job_complete", messages[^1].GetProperty("type").GetString());
        });
        Array.ForEach(sockets, s => s.Dispose());
    }

    [Fact]
    public async Task Socket_UnknownJob_Is404BeforeTheUpgrade()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(server, "/api/v1/batch/3fa85f64-5717-4562-b3fc-2c963f66afa6/ws"));
    }

    [Fact]
    public async Task Socket_PlainRequest_Is426()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        string jobId = await server.SubmitAsync(1);

        using HttpResponseMessage response = await server.GetAsync($"/api/v1/batch/{jobId}/ws");

        await ProblemAssert.IsAsync(response, HttpStatusCode.UpgradeRequired, "upgrade_required");
        Assert.Equal("websocket", response.Headers.Upgrade.Single().Name);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("https://app.example:8443", HttpStatusCode.SwitchingProtocols)]
    [InlineData("own", HttpStatusCode.SwitchingProtocols)]
    public async Task Socket_PageOfAnotherOrigin_IsRefusedUnlessAllowed(string origin, HttpStatusCode expected)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_CORS_ORIGINS"] = "https://app.example:8443" });
        string jobId = await server.SubmitAsync(1);
        string sent = origin == "own" ? server.Address.GetLeftPart(UriPartial.Authority) : origin;

        Assert.Equal(expected, await RefusedAsync(server, $"/api/v1/batch/{jobId}/ws", sent));
    }

    [Fact]
    public async Task Socket_TooManyClients_Is503()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_MAX_WATCHERS"] = "2" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        using ClientWebSocket first = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");
        using ClientWebSocket second = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await RefusedAsync(server, $"/api/v1/batch/{jobId}/ws"));
        gate.Open();
    }

    [Fact]
    public async Task Socket_ClientSaysGoodbye_IsAnsweredAndItsPlaceIsFree()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        using ClientWebSocket socket = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");
        await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, default);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "enough", default).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await NoSubscribersAsync(server);
        gate.Open();
    }

    [Fact]
    public async Task Socket_ClientAnswersNoPing_IsClosedWith1008()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_BATCH_WATCHER_IDLE_TIMEOUT"] = "1" });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        using RawConnection silent = await RawConnection.OpenAsync(server.Address);
        await silent.SendAsync(Handshake(server.Address, $"/api/v1/batch/{jobId}/ws"));
        SubscriberLimit subscribers = server.App.Services.GetRequiredService<SubscriberLimit>();
        await ApiServer.EventuallyAsync(() => subscribers.Count == 1);

        string received = await silent.ReadAsync();

        // A close frame of two bytes, 0x03F0; what is not UTF-8 is read as U+FFFD.
        Assert.EndsWith("\uFFFD\u0002\u0003\uFFFD", received, StringComparison.Ordinal);
        await NoSubscribersAsync(server);
        gate.Open();
    }

    [Fact]
    public async Task Socket_ClientThatAnswersPings_StaysPastTheIdleTime()
    {
        await using ApiServer server = await ApiServer.StartAsync(new()
        {
            ["RODLA_BATCH_WATCHER_IDLE_TIMEOUT"] = "2", ["RODLA_REQUEST_TIMEOUT"] = "1",
        });
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();
        using ClientWebSocket socket = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");
        Task<List<JsonElement>> reading = AllAsync(socket);

        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.False(reading.IsCompleted);
        gate.Open();

        Assert.Equal("job_complete", (await reading)[^1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Socket_ServiceStops_IsTold()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(1);
        await gate.BegunAsync();
        using ClientWebSocket socket = await ConnectAsync(server, $"/api/v1/batch/{jobId}/ws");
        Task<List<JsonElement>> reading = AllAsync(socket);

        server.App.Lifetime.StopApplication();
        await reading;

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        gate.Open();
    }

    private static int Index(JsonElement message) => message.GetProperty("image").GetProperty("index").GetInt32();

    private static Task NoSubscribersAsync(ApiServer server)
    {
        SubscriberLimit subscribers = server.App.Services.GetRequiredService<SubscriberLimit>();
        return ApiServer.EventuallyAsync(() => subscribers.Count == 0);
    }

    private static string Handshake(Uri address, string path) =>
        $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static async Task<ClientWebSocket> ConnectAsync(ApiServer server, string path)
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(Address(server, path), default);
        return socket;
    }

    /// <summary>The status that answers the wish for a WebSocket.</summary>
    private static async Task<HttpStatusCode> RefusedAsync(ApiServer server, string path, string? origin = null)
    {
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(Address(server, path), default);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }

    private static Uri Address(ApiServer server, string path) => new UriBuilder(new Uri(server.Address, path)) { Scheme = "ws" }.Uri;

    /// <summary>The next message; null when the server closes.</summary>
    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        using MemoryStream message = new();
        byte[] buffer = new byte[4096];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);

        if (received.MessageType == WebSocketMessageType.Close)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(message.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Every message until the server closes.</summary>
    private static async Task<List<JsonElement>> AllAsync(ClientWebSocket socket)
    {
        List<JsonElement> all = [];
        while (await ReceiveAsync(socket) is { } message)
        {
            all.Add(message);
        }

        return all;
    }
}
