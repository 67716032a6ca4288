using System.Net.WebSockets;

namespace RoDLA.Api.Batches.Events;

/// <summary>
/// Sends the events of a job over a WebSocket, and closes it: 1000 after the end of the job, 1001 when the service stops, 1013 when the
/// client was too slow and may reconnect. Messages of the client are read and ignored.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="delivery">Messages and timeouts.</param>
internal sealed class JobSocket(WebSocket socket, EventDelivery delivery)
{
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;
    private const int ReceiveBuffer = 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Sends events until there are no more, the client leaves, or the service stops.</summary>
    /// <param name="subscription">The events; the final one is missing when the client was too slow, or the service stops.</param>
    public async Task RunAsync(JobSubscription subscription)
    {
        using CancellationTokenSource left = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(left.Token, delivery.Stopping);
        Task receiving = ReceiveAsync(left);
        try
        {
            bool isComplete = await SendAllAsync(subscription, end.Token);
            await CloseAsync(isComplete);
            await receiving.WaitAsync(CloseTimeout, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or TimeoutException or IOException)
        {
            // The client disconnected without a close frame, or does not read.
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

    // Returns whether the final event was sent.
    private async Task<bool> SendAllAsync(JobSubscription subscription, CancellationToken end)
    {
        bool isComplete = false;
        using CancellationTokenSource timeout = new();
        using CancellationTokenRegistration stop = delivery.Stopping.Register(() => timeout.CancelAfter(CloseTimeout));
        try
        {
            await foreach (JobEvent jobEvent in subscription.ReadChangesAsync(end))
            {
                timeout.CancelAfter(delivery.Stopping.IsCancellationRequested ? CloseTimeout : delivery.IdleTimeout);

                // Waited for instead of cancelled: the server resets a connection whose write is cancelled.
                ValueTask send = socket.SendAsync(delivery.Message(jobEvent), WebSocketMessageType.Text, true, CancellationToken.None);
                await send.AsTask().WaitAsync(timeout.Token);
                timeout.CancelAfter(Timeout.InfiniteTimeSpan);
                isComplete = jobEvent.Kind == JobEventKind.JobComplete;
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client closed the connection, or the service stops.
        }

        return isComplete;
    }

    private async Task CloseAsync(bool isComplete)
    {
        (WebSocketCloseStatus status, string reason) =
            isComplete ? (WebSocketCloseStatus.NormalClosure, "the job has ended")
            : delivery.Stopping.IsCancellationRequested ? (WebSocketCloseStatus.EndpointUnavailable, "the service is stopping")
            : socket.State == WebSocketState.CloseReceived ? (WebSocketCloseStatus.NormalClosure, "goodbye")
            : (TryAgainLater, "too slow; reconnect for the present state of the job");
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using CancellationTokenSource timeout = new(CloseTimeout);
            await socket.CloseOutputAsync(status, reason, timeout.Token);
        }
    }

    // Only a pending read answers pings and notices that the client leaves.
    private async Task ReceiveAsync(CancellationTokenSource left)
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
            // The client disconnected without a close frame.
        }

        await left.CancelAsync();
    }
}
