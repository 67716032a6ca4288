using System.Net.WebSockets;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>
/// Tells one client over a WebSocket what happens to a job, and closes it: 1000 after the job's end, 1001 when the service stops, 1013 when the
/// client was too slow and may come back. What the client sends is read and overlooked.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="messages">Makes the text of events.</param>
/// <param name="patience">Longest that a message may wait for a client that does not read.</param>
internal sealed class JobSocket(WebSocket socket, EventMessages messages, TimeSpan patience)
{
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;
    private const int ReceiveBuffer = 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Sends events until there are no more, the client leaves, or the service stops.</summary>
    /// <param name="subscription">The events; they end without the job's own end when the client was too slow, or the service stops.</param>
    /// <param name="stopping">The service stops.</param>
    public async Task RunAsync(JobSubscription subscription, CancellationToken stopping)
    {
        using CancellationTokenSource gone = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(gone.Token, stopping);
        Task receiving = ReceiveAsync(gone);
        try
        {
            bool isComplete = await SendAllAsync(subscription, end.Token, stopping);
            await CloseAsync(isComplete, stopping.IsCancellationRequested);
            await receiving.WaitAsync(Farewell, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or TimeoutException or IOException)
        {
            // The client is gone without farewell, or does not read: nobody is left to be told.
        }
        finally
        {
            if (!receiving.IsCompleted)
            {
                socket.Abort();
            }

            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Whether the job's end was told.
    private async Task<bool> SendAllAsync(JobSubscription subscription, CancellationToken end, CancellationToken stopping)
    {
        bool isComplete = false;
        using CancellationTokenSource late = new();
        using CancellationTokenRegistration hurry = stopping.Register(() => late.CancelAfter(Farewell));
        try
        {
            await foreach (JobEvent happened in subscription.ReadNewsAsync(end))
            {
                late.CancelAfter(stopping.IsCancellationRequested ? Farewell : patience);
                await socket.SendAsync(messages.Of(happened), WebSocketMessageType.Text, endOfMessage: true, late.Token);
                late.CancelAfter(Timeout.InfiniteTimeSpan);
                isComplete = happened.Kind == JobEventKind.JobComplete;
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client said goodbye, or the service stops.
        }

        return isComplete;
    }

    private async Task CloseAsync(bool isComplete, bool isStopping)
    {
        (WebSocketCloseStatus status, string reason) =
            isComplete ? (WebSocketCloseStatus.NormalClosure, "the job has ended")
            : isStopping ? (WebSocketCloseStatus.EndpointUnavailable, "the service is stopping")
            : socket.State == WebSocketState.CloseReceived ? (WebSocketCloseStatus.NormalClosure, "goodbye")
            : (TryAgainLater, "too slow; connect again for where the job is now");
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using CancellationTokenSource late = new(Farewell);
            await socket.CloseOutputAsync(status, reason, late.Token);
        }
    }

    // Reading is what answers pings and notices that the client leaves.
    private async Task ReceiveAsync(CancellationTokenSource gone)
    {
        byte[] buffer = new byte[ReceiveBuffer];
        try
        {
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            }
            while (received.MessageType != WebSocketMessageType.Close);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone without farewell.
        }

        await gone.CancelAsync();
    }
}
