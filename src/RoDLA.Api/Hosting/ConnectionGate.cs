using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Prometheus;
using RoDLA.Api.Errors;
using RoDLA.Api.Limits;

namespace RoDLA.Api.Hosting;

/// <summary>
/// Limits the connections of a listener, in all and of one address. One over a limit is answered 503 as soon as its request begins, and
/// closed; when many are being refused, further ones are closed at once, so that they do not keep others from being accepted.
/// </summary>
/// <param name="most">Connections in all.</param>
/// <param name="mostPerAddress">Connections of one IPv4 address, or of one IPv6 network of 64 bits.</param>
/// <param name="open">Metric of the open connections.</param>
/// <param name="refused">Metric of the refused ones.</param>
internal sealed class ConnectionGate(int most, int mostPerAddress, IGauge open, ICounter refused)
{
    /// <summary>Connections that are being refused at once.</summary>
    public const int MaxRefusing = 64;

    private static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(2);

    private readonly Lock _counting = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _count;
    private int _refusing;

    /// <summary>Runs a connection, or refuses it.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        IPAddress network = ClientNetwork.Of((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (WhyRefused(network) is { } reason)
        {
            refused.Inc();
            await RefuseAsync(connection, reason);
            return;
        }

        try
        {
            using IDisposable tracked = open.TrackInProgress();
            await next(connection);
        }
        finally
        {
            Leave(network);
        }
    }

    // Counts the connection when it is not refused.
    private string? WhyRefused(IPAddress network)
    {
        lock (_counting)
        {
            int ofNetwork = _byAddress.GetValueOrDefault(network);
            if (_count >= most)
            {
                return $"All {most} connections of the service are in use; try again later.";
            }

            if (ofNetwork >= mostPerAddress)
            {
                return $"All {mostPerAddress} connections of this address are in use; close some, or try again later.";
            }

            _count++;
            _byAddress[network] = ofNetwork + 1;
            return null;
        }
    }

    private void Leave(IPAddress network)
    {
        lock (_counting)
        {
            _count--;
            if (--_byAddress[network] == 0)
            {
                _byAddress.Remove(network);
            }
        }
    }

    private async Task RefuseAsync(ConnectionContext connection, string reason)
    {
        try
        {
            if (Interlocked.Increment(ref _refusing) <= MaxRefusing)
            {
                await AnswerAsync(connection.Transport, reason);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // The client sent nothing, or left.
        }
        finally
        {
            Interlocked.Decrement(ref _refusing);
            connection.Abort();
        }
    }

    // A client reads a response only after its request has begun, and a connection that is closed with unread bytes loses the response.
    private static async Task AnswerAsync(IDuplexPipe transport, string reason)
    {
        using CancellationTokenSource timeout = new(RefusalTime);
        bool isAnswered = false;
        while (true)
        {
            ReadResult read = await transport.Input.ReadAsync(timeout.Token);
            bool isHttp = !read.Buffer.IsEmpty && char.IsAsciiLetterUpper((char)read.Buffer.FirstSpan[0]);
            transport.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || (!isAnswered && !isHttp))
            {
                return;
            }

            if (!isAnswered)
            {
                await transport.Output.WriteAsync(Response(reason), timeout.Token);
                isAnswered = true;
            }
        }
    }

    private static byte[] Response(string reason)
    {
        string id = Guid.CreateVersion7().ToString("n");
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            Problem.Of(ProblemKind.TooManyConnections, reason, id, errors: null), ReportJson.Options);
        string head =
            $"HTTP/1.1 503 Service Unavailable\r\nContent-Type: {Problem.ContentType}\r\nContent-Length: {body.Length}\r\n"
            + $"Retry-After: 5\r\nX-Request-Id: {id}\r\nX-API-Version: {ApiVersion.Text}\r\n"
            + "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
