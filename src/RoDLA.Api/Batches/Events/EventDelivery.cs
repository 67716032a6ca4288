using System.Runtime.CompilerServices;
using RoDLA.Api.Batches.Status;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace RoDLA.Api.Batches.Events;

/// <summary>What the connections of all subscribers share: limit, timeouts, and the messages, serialized once per event.</summary>
internal sealed class EventDelivery(
    JobPaths paths,
    SubscriberLimit subscribers,
    IOptions<BatchOptions> options,
    IOptions<JsonOptions> json,
    TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    private readonly ConditionalWeakTable<JobEvent, Lazy<byte[]>> _messages = [];

    public SubscriberLimit Subscribers => subscribers;

    /// <summary>Longest time that a message may wait for a client that does not read.</summary>
    public TimeSpan IdleTimeout => options.Value.WatcherIdleTimeout;

    /// <summary>How often a silent stream carries a comment.</summary>
    public TimeSpan Heartbeat => options.Value.EventHeartbeat;

    public TimeProvider Time => time;

    /// <summary>Cancelled when the service stops.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>The message about an event, JSON in one line.</summary>
    public ReadOnlyMemory<byte> Message(JobEvent jobEvent) => _messages.GetValue(jobEvent, e => new Lazy<byte[]>(() => Serialize(e))).Value;

    private byte[] Serialize(JobEvent jobEvent) => JsonSerializer.SerializeToUtf8Bytes(
        BatchMessage.From(new JobView(ApiSurface.Batch, jobEvent.Job, paths), jobEvent), json.Value.SerializerOptions);
}
