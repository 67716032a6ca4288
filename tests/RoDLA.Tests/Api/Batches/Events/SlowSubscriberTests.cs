using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;
using RoDLA.Api.Batches.Events;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using Xunit;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace RoDLA.Tests.Api.Batches.Events;

/// <summary>Subscribers that do not keep up with a job, and the cost of an event.</summary>
public sealed class SlowSubscriberTests
{
    [Fact]
    public async Task Run_SubscriptionWasCutOff_ClosesWith1013()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent jobEvent = await EventAsync(server);
        Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();
        events.Writer.TryWrite(jobEvent);
        events.Writer.Complete();
        using JobSubscription subscription = new(events.Reader, () => { });
        (WebSocket near, WebSocket far) = await PairAsync();
        using WebSocket client = far;
        using WebSocket socket = near;

        Task running = new JobSocket(socket, Delivery(server, TimeSpan.FromSeconds(20))).RunAsync(subscription);
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult message = await client.ReceiveAsync(buffer, default).WaitAsync(TimeSpan.FromSeconds(20));
        WebSocketReceiveResult close = await client.ReceiveAsync(buffer, default).WaitAsync(TimeSpan.FromSeconds(20));
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await running.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(WebSocketMessageType.Text, message.MessageType);
        Assert.Equal(1013, (int)close.CloseStatus!.Value);
    }

    [Fact]
    public async Task Run_ClientDoesNotRead_IsAbortedAfterTheIdleTimeout()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent jobEvent = await EventAsync(server);
        Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();
        for (int i = 0; i < 200_000; i++)
        {
            events.Writer.TryWrite(jobEvent);
        }

        using JobSubscription subscription = new(events.Reader, () => { });
        (WebSocket near, WebSocket far) = await PairAsync();
        using WebSocket client = far;
        using WebSocket socket = near;

        await new JobSocket(socket, Delivery(server, TimeSpan.FromSeconds(1))).RunAsync(subscription).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(WebSocketState.Aborted, socket.State);
        Assert.True(events.Reader.Count > 0);
    }

    [Fact]
    public async Task Execute_ClientDoesNotRead_IsAbortedAfterTheIdleTimeoutAndItsLeaseIsReleased()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent jobEvent = await EventAsync(server);
        Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();
        events.Writer.TryWrite(jobEvent);
        EventDelivery delivery = Delivery(server, TimeSpan.FromSeconds(1));
        bool left = false;
        EventStreamResult result = new(() => new JobSubscription(events.Reader, () => left = true), delivery);
        DefaultHttpContext context = new();
        Lifetime lifetime = new();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);

        // A pipe of a few bytes without a reader.
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 16, resumeWriterThreshold: 8));
        context.Response.Body = pipe.Writer.AsStream();

        await result.ExecuteAsync(context).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(lifetime.IsAborted);
        Assert.True(left);
        Assert.Equal(0, delivery.Subscribers.Count);
    }

    [Fact]
    public async Task Events_OneClientDoesNotRead_TheOthersGetEverything()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.SubmitAsync(30);
        await gate.BegunAsync();
        SubscriberLimit subscribers = server.App.Services.GetRequiredService<SubscriberLimit>();
        using RawConnection silent = await RawConnection.OpenAsync(server.Address);
        await silent.SendAsync($"GET /api/batch-job/{jobId}/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\n\r\n");
        await ApiServer.EventuallyAsync(() => subscribers.Count == 1);
        using EventStream stream = await EventStream.OpenAsync(server, $"/api/batch-job/{jobId}/events");

        gate.Open();
        List<ServerEvent> all = await stream.AllAsync();

        Assert.Equal(30, all.Count(e => e.Type == "image_complete"));
        Assert.Equal("job_complete", all[^1].Type);
    }

    [Fact]
    public async Task Message_OneEvent_IsSerializedOnce()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        JobEvent jobEvent = await EventAsync(server);
        EventDelivery delivery = server.App.Services.GetRequiredService<EventDelivery>();

        ReadOnlyMemory<byte>[] all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => delivery.Message(jobEvent))));

        Assert.All(all, text => Assert.True(text.Equals(all[0])));
        Assert.False(delivery.Message(jobEvent with { ItemIndex = null }).Equals(all[0]));
    }

    private static EventDelivery Delivery(ApiServer server, TimeSpan idleTimeout)
    {
        IServiceProvider services = server.App.Services;
        return new EventDelivery(
            services.GetRequiredService<JobPaths>(),
            services.GetRequiredService<SubscriberLimit>(),
            Options.Create(new BatchOptions { WatcherIdleTimeout = idleTimeout, EventHeartbeat = TimeSpan.FromSeconds(20) }),
            services.GetRequiredService<IOptions<JsonOptions>>(),
            TimeProvider.System,
            Substitute.For<IHostApplicationLifetime>());
    }

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

    /// <summary>A request that records whether it was aborted.</summary>
    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
