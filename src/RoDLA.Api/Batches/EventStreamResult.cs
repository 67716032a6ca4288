using System.Globalization;
using System.Text;
using RoDLA.Analysis.Pipeline;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>
/// Answers with Server-Sent Events. Each has the job's version as its id; a comment now and then keeps the connection open. The framework's
/// own writer of event streams knows no comments, and would make every event's text anew for each who follows.
/// </summary>
/// <param name="follow">Begins to follow.</param>
/// <param name="gate">Counts those who follow.</param>
/// <param name="messages">Makes their text.</param>
/// <param name="heartbeat">How often a silent stream carries a comment.</param>
/// <param name="patience">Longest that an event may wait for a client that does not read.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends the stream.</param>
internal sealed class EventStreamResult(
    Func<JobSubscription> follow,
    WatcherGate gate,
    EventMessages messages,
    TimeSpan heartbeat,
    TimeSpan patience,
    TimeProvider time,
    CancellationToken stopping) : IResult
{
    /// <summary>Media type of an event stream.</summary>
    public const string ContentType = "text/event-stream";

    private const string EndMark = "-end";
    private static readonly byte[] StillHere = ": still here\n\n"u8.ToArray();
    private static readonly byte[] Blank = "\n\n"u8.ToArray();

    /// <summary>The id of an event: its job's version; the last one's is told apart, so that who has it need not come back.</summary>
    public static string IdOf(JobEvent happened) =>
        happened.Job.Version.ToString(CultureInfo.InvariantCulture) + (happened.Kind == JobEventKind.JobComplete ? EndMark : "");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using IDisposable place = gate.Enter();
        using JobSubscription subscription = follow();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        HttpResponse response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";

        // Some proxies hold a body back until it is long.
        response.Headers["X-Accel-Buffering"] = "no";
        await using IAsyncEnumerator<JobEvent> events = subscription.ReadNewsAsync(end.Token).GetAsyncEnumerator(end.Token);
        Task<bool> next = events.MoveNextAsync().AsTask();
        try
        {
            while (await IsThereAsync(next, response.Body, end))
            {
                await SendAsync(response.Body, end, Head(events.Current), messages.Of(events.Current), Blank);
                next = events.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client is gone, or the service is stopping: a stream has no better end than this. One that does not read would not take the end either.
            if (!httpContext.RequestAborted.IsCancellationRequested && !stopping.IsCancellationRequested)
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

    private async Task<bool> IsThereAsync(Task<bool> next, Stream body, CancellationTokenSource end)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(heartbeat, time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                await SendAsync(body, end, StillHere);
            }
        }
    }

    // What is not taken in time ends the stream.
    private async Task SendAsync(Stream body, CancellationTokenSource end, params ReadOnlyMemory<byte>[] parts)
    {
        end.CancelAfter(patience);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            await body.WriteAsync(part, end.Token);
        }

        await body.FlushAsync(end.Token);
        end.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    private static byte[] Head(JobEvent happened) =>
        Encoding.ASCII.GetBytes($"id: {IdOf(happened)}\nevent: {ReportJson.Word(happened.Kind)}\ndata: ");
}
