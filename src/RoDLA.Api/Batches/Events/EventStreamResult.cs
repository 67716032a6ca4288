namespace RoDLA.Api.Batches.Events;

/// <summary>
/// A response of Server-Sent Events. The id of each is the version of the job; a comment at intervals keeps the connection open. The
/// framework's own writer of event streams has no comments, and would serialize every event again for each subscriber.
/// </summary>
/// <param name="subscribe">Starts the subscription.</param>
/// <param name="delivery">Messages and timeouts.</param>
internal sealed class EventStreamResult(Func<JobSubscription> subscribe, EventDelivery delivery) : IResult
{
    /// <summary>Media type of an event stream.</summary>
    public const string ContentType = "text/event-stream";

    private const string EndMark = "-end";
    private static readonly byte[] Heartbeat = ": heartbeat\n\n"u8.ToArray();
    private static readonly byte[] Blank = "\n\n"u8.ToArray();

    /// <summary>The id of an event: the version of its job; that of the final event tells a client not to reconnect.</summary>
    public static string IdOf(JobEvent jobEvent) =>
        jobEvent.Job.Version.ToString(CultureInfo.InvariantCulture) + (jobEvent.Kind == JobEventKind.JobComplete ? EndMark : "");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using IDisposable lease = delivery.Subscribers.Acquire();
        using JobSubscription subscription = subscribe();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, delivery.Stopping);
        HttpResponse response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";

        // Some proxies buffer a body until it is long.
        response.Headers["X-Accel-Buffering"] = "no";
        await using IAsyncEnumerator<JobEvent> events = subscription.ReadChangesAsync(end.Token).GetAsyncEnumerator(end.Token);
        Task<bool> next = events.MoveNextAsync().AsTask();
        try
        {
            while (await WaitAsync(next, response.Body, end))
            {
                await SendAsync(response.Body, end, Head(events.Current), delivery.Message(events.Current), Blank);
                next = events.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client left or the service stops: the stream just ends. A client that does not read would not receive an end either.
            if (!httpContext.RequestAborted.IsCancellationRequested && !delivery.Stopping.IsCancellationRequested)
            {
                httpContext.Abort();
            }
        }
        finally
        {
            await end.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> WaitAsync(Task<bool> next, Stream body, CancellationTokenSource end)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(delivery.Heartbeat, delivery.Time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                await SendAsync(body, end, Heartbeat);
            }
        }
    }

    // A client that does not read in time ends the stream.
    private async Task SendAsync(Stream body, CancellationTokenSource end, params ReadOnlyMemory<byte>[] parts)
    {
        end.CancelAfter(delivery.IdleTimeout);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            await body.WriteAsync(part, end.Token);
        }

        await body.FlushAsync(end.Token);
        end.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    private static byte[] Head(JobEvent jobEvent) =>
        Encoding.ASCII.GetBytes($"id: {IdOf(jobEvent)}\nevent: {ReportJson.Word(jobEvent.Kind)}\ndata: ");
}
