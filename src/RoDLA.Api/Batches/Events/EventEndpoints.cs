using System.Net.WebSockets;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Errors;
using RoDLA.Api.Middleware;
using static RoDLA.Api.Batches.Status.JobDescriptions;

namespace RoDLA.Api.Batches.Events;

/// <summary>Events of a job on one surface, as they happen.</summary>
/// <param name="surface">The surface.</param>
internal sealed class EventEndpoints(ApiSurface surface)
{
    /// <summary>Maps the endpoints below <paramref name="job"/>, the route of one job.</summary>
    public void Map(RouteGroupBuilder job)
    {
        job.MapGet("/events", Stream)
            .WithName($"stream{surface.Noun}Events")
            .WithMetadata(new SameOriginOnly())
            .WithMetadata(OfJob(
                [ProblemKind.OriginRefused, ProblemKind.TooManyWatchers],
                ("Last-Event-ID", "Id of the last event that the client received.")) with
            {
                Files = [EventStreamResult.ContentType],
            })
            .DisableRequestTimeout();
        job.MapGet("/ws", ConnectAsync)
            .WithName($"open{surface.Noun}Socket")
            .WithMetadata(new SameOriginOnly())
            .WithMetadata(OfJob([ProblemKind.OriginRefused, ProblemKind.UpgradeRequired, ProblemKind.TooManyWatchers]) with
            {
                Status = StatusCodes.Status101SwitchingProtocols,
                Answers = [typeof(BatchMessage)],
            })
            .DisableRequestTimeout();
    }

    /// <summary>Streams the events of a job as Server-Sent Events</summary>
    /// <remarks>
    /// A snapshot first, then the events, then the end: `progress`, `image_complete` and `job_complete`, with the same data as the messages
    /// of the WebSocket. A client that reconnects with the `Last-Event-ID` of the final event gets 204, so that browsers stop reconnecting.
    /// </remarks>
    public Results<EventStreamResult, NoContent> Stream(
        [FromRoute(Name = "job_id")] string jobId,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        JobAccess jobs,
        EventDelivery delivery)
    {
        JobSnapshot job = jobs.Find(surface, jobId).Job;
        return job.IsFinal && lastEventId == EventStreamResult.IdOf(new JobEvent(JobEventKind.JobComplete, job, null, job.UpdatedAt))
            ? TypedResults.NoContent()
            : new EventStreamResult(() => jobs.Subscribe(surface, jobId), delivery);
    }

    /// <summary>Sends the events of a job over a WebSocket</summary>
    /// <remarks>
    /// The server sends JSON messages: one of the type `progress` with the present state, `image_complete` for each finished image, and
    /// `job_complete` at the end, after which it closes with 1000. It closes with 1001 when it stops, with 1013 when the client is too
    /// slow, and with 1008 when the client does not read, or sends nothing for 60 seconds, not even the answer to a ping.
    /// </remarks>
    public async Task ConnectAsync(
        HttpContext context, [FromRoute(Name = "job_id")] string jobId, JobAccess jobs, EventDelivery delivery)
    {
        // Every refusal is a status, before the connection becomes a WebSocket.
        _ = jobs.Find(surface, jobId);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ApiException(ProblemKind.UpgradeRequired, "Connect with a WebSocket: ws://... instead of http://....");
        }

        using IDisposable lease = delivery.Subscribers.Acquire();
        using JobSubscription subscription = jobs.Subscribe(surface, jobId);

        // A ping after half of the time; its answer has the other half.
        await using SocketConnection connection = await SocketConnection.AcceptAsync(context);
        using WebSocket socket = WebSocket.CreateFromStream(connection, new WebSocketCreationOptions
        {
            IsServer = true,
            KeepAliveInterval = delivery.IdleTimeout / 2,
            KeepAliveTimeout = delivery.IdleTimeout / 2,
        });
        await new JobSocket(socket, delivery).RunAsync(subscription);
        if (socket.State == WebSocketState.Aborted)
        {
            bool isStopping = delivery.Stopping.IsCancellationRequested;
            await connection.WriteCloseAsync(isStopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.PolicyViolation);
        }
    }
}
