using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Batches;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches;

/// <summary>What becomes of those who do not keep up with a job, and what each event costs.</summary>
public sealed class SlowFollowerTests
{
    [Fact]
    public async Task Run_FollowerWasCutOff_IsToldToComeBack()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent happened = await EventAsync(server);
        Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();
        events.Writer.TryWrite(happened);
        events.Writer.Complete();
        using JobSubscription subscription = new(events.Reader, () => { });
        (WebSocket near, WebSocket far) = await PairAsync();
        using WebSocket client = far;
        using WebSocket socket = near;

        Task running = new JobSocket(socket, Messages(server), TimeSpan.FromSeconds(20)).RunAsync(subscription, default);
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult message = await client.ReceiveAsync(buffer, default).WaitAsync(TimeSpan.FromSeconds(20));
        WebSocketReceiveResult close = await client.ReceiveAsync(buffer, default).WaitAsync(TimeSpan.FromSeconds(20));
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await running.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(WebSocketMessageType.Text, message.MessageType);
        Assert.Equal(1013, (int)close.CloseStatus!.Value);
    }

    [Fact]
    public async Task Run_FollowerDoesNotRead_IsLeftAfterATime()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent happened = await EventAsync(server);
        Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();
        for (int i = 0; i < 200_000; i++)
        {
            events.Writer.TryWrite(happened);
        }

        using JobSubscription subscription = new(events.Reader, () => { });
        (WebSocket near, WebSocket far) = await PairAsync();
        using WebSocket client = far;
        using WebSocket socket = near;

        await new JobSocket(socket, Messages(server), TimeSpan.FromSeconds(1)).RunAsync(subscription, default).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(WebSocketState.Aborted, socket.State);
        Assert.True(events.Reader.Count > 0);
    }

    [Fact]
    public async Task Execute_FollowerDoesNotRead_IsLeftAfterATimeAndItsPlaceIsFree()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent happened = await EventAsync(server);
        Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();
        events.Writer.TryWrite(happened);
        WatcherGate gate = server.App.Services.GetRequiredService<WatcherGate>();
        bool left = false;
        EventStreamResult result = new(
            () => new JobSubscription(events.Reader, () => left = true),
            gate,
            Messages(server),
            TimeSpan.FromSeconds(20),
            TimeSpan.FromSeconds(1),
            TimeProvider.System,
            default);
        DefaultHttpContext context = new();
        Lifetime lifetime = new();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);

        // Nobody reads what is written there, and it holds a few bytes only.
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 16, resumeWriterThreshold: 8));
        context.Response.Body = pipe.Writer.AsStream();

        await result.ExecuteAsync(context).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(lifetime.IsAborted);
        Assert.True(left);
        Assert.Equal(0, gate.Count);
    }

    [Fact]
    public async Task Events_OneFollowerDoesNotRead_TheOthersGetEverything()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(30);
        await gate.BegunAsync();
        WatcherGate watchers = server.App.Services.GetRequiredService<WatcherGate>();
        using RawConnection silent = await RawConnection.OpenAsync(server.Address);
        await silent.SendAsync($"GET /api/batch-job/{jobId}/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\n\r\n");
        await ApiServer.EventuallyAsync(() => watchers.Count == 1);
        using EventStream stream = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");

        gate.Open();
        List<ServerEvent> all = await stream.AllAsync();

        Assert.Equal(30, all.Count(e => e.Type == "image_complete"));
        Assert.Equal("job_complete", all[^1].Type);
    }

    [Fact]
    public async Task Of_OneEvent_MakesItsTextOnce()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent happened = await EventAsync(server);
        EventMessages messages = Messages(server);

        ReadOnlyMemory<byte>[] all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => messages.Of(happened))));

        Assert.All(all, text => Assert.True(text.Equals(all[0])));
        Assert.False(messages.Of(happened with { ItemIndex = null }).Equals(all[0]));
    }

    private static EventMessages Messages(ApiServer server) => server.App.Services.GetRequiredService<EventMessages>();

    private static async Task<JobEvent> EventAsync(ApiServer server)
    {
        string jobId = await server.SubmitAsync(1);
        await server.EndAsync(jobId);
        JobSnapshot job = server.App.Services.GetRequiredService<IJobEngine>().Find(jobId)!;
        return new JobEvent(JobEventKind.ImageComplete, job, 0, job.UpdatedAt);
    }

    /// <summary>Two ends of one connection.</summary>
    private static async Task<(WebSocket Near, WebSocket Far)> PairAsync()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        TcpClient far = new();
        Task<TcpClient> accepted = listener.AcceptTcpClientAsync();
        await far.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        TcpClient near = await accepted;
        return (
            WebSocket.CreateFromStream(near.GetStream(), new WebSocketCreationOptions { IsServer = true }),
            WebSocket.CreateFromStream(far.GetStream(), new WebSocketCreationOptions { IsServer = false }));
    }

    /// <summary>A request that notes whether it was broken off.</summary>
    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
