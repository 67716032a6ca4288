using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RoDLA.Cli.Configuration;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Engine;

namespace RoDLA.Api.Batches;

/// <summary>What happens to a job, as it happens; mapped below the jobs of each surface.</summary>
internal static class JobEventEndpoints
{
    /// <summary>Maps <c>events</c> and <c>ws</c> below a job.</summary>
    public static void MapJobEvents(this RouteGroupBuilder job, JobSurface surface)
    {
        job.MapGet("/events", Stream).WithName($"{surface.Name}-events").WithMetadata(BatchDescriptions.Events).DisableRequestTimeout();
        job.MapGet("/ws", FollowAsync).WithName($"{surface.Name}-ws").WithMetadata(BatchDescriptions.WebSocket).DisableRequestTimeout();
    }

    /// <summary>Follows a job as Server-Sent Events</summary>
    /// <remarks>
    /// A snapshot first, then what happens, then the end: events `progress`, `image_complete` and `job_complete`, with the same data as the messages
    /// of the WebSocket. Who comes back with the `Last-Event-ID` of the last of them is answered 204, which tells browsers not to come back again.
    /// </remarks>
    public static Results<EventStreamResult, NoContent> Stream(
        HttpContext context,
        [FromRoute(Name = "job_id")] string jobId,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        JobActions jobs,
        WatcherGate gate,
        EventMessages messages,
        IOptions<BatchOptions> options,
        TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        JobSurface surface = JobSurface.Of(context);
        JobSnapshot job = jobs.Find(surface, jobId);
        if (job.IsEnded && lastEventId == EventStreamResult.IdOf(new JobEvent(JobEventKind.JobComplete, job, null, job.UpdatedAt)))
        {
            return TypedResults.NoContent();
        }

        return new EventStreamResult(
            () => jobs.Follow(surface, jobId),
            gate,
            messages,
            options.Value.EventHeartbeat,
            options.Value.WatcherIdleTimeout,
            time,
            lifetime.ApplicationStopping);
    }

    /// <summary>Follows a job over a WebSocket</summary>
    /// <remarks>
    /// The server sends JSON messages: one of the type `progress` with where the job is, `image_complete` for each image that is done, and
    /// `job_complete` at the end, after which it closes with 1000. It closes with 1001 when it stops, and with 1013 when the client is too slow. A
    /// connection that nothing comes from for 60 seconds, not even an answer to a ping, is closed.
    /// </remarks>
    public static async Task FollowAsync(
        HttpContext context,
        [FromRoute(Name = "job_id")] string jobId,
        JobActions jobs,
        WatcherGate gate,
        EventMessages messages,
        OriginRules origins,
        IOptions<BatchOptions> options,
        IHostApplicationLifetime lifetime)
    {
        // All that may be refused is refused by a status, before the connection becomes a WebSocket.
        JobSurface surface = JobSurface.Of(context);
        _ = jobs.Find(surface, jobId);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ApiException(ProblemKind.UpgradeRequired, "Connect with a WebSocket: ws://..., and not http://....");
        }

        origins.ThrowIfForeign(context.Request);
        using IDisposable place = gate.Enter();
        using JobSubscription subscription = jobs.Follow(surface, jobId);
        TimeSpan idle = options.Value.WatcherIdleTimeout;

        // A ping after half of the time, whose answer has the other half.
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = idle / 2,
            KeepAliveTimeout = idle / 2,
        });
        await new JobSocket(socket, messages, idle).RunAsync(subscription, lifetime.ApplicationStopping);
    }
}
