using System.Net.WebSockets;
using System.Security.Cryptography;

namespace RoDLA.Api.Batches.Events;

/// <summary>
/// The connection below a WebSocket. The framework resets the connection of a client that does not answer, which then sees no reason; here
/// a WebSocket that was aborted leaves the connection open for <see cref="WriteCloseAsync"/>.
/// </summary>
internal sealed class SocketConnection : Stream
{
    // RFC 6455, section 1.3.
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const byte FinalClose = 0x88;
    private const byte StatusLength = 2;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly Stream _connection;
    private readonly CancellationTokenSource _aborted = new();

    private SocketConnection(Stream connection) => _connection = connection;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Answers the handshake of a WebSocket request, of HTTP/1.1 or HTTP/2.</summary>
    public static async Task<SocketConnection> AcceptAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            return new SocketConnection(await connect.AcceptAsync());
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
#pragma warning disable CA5350 // The protocol prescribes SHA-1; it protects nothing.
        headers.SecWebSocketAccept =
            Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(context.Request.Headers.SecWebSocketKey + AcceptSuffix)));
#pragma warning restore CA5350
        return new SocketConnection(await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync());
    }

    /// <summary>Writes a close frame (RFC 6455, section 5.5.1) after the frames that were written before.</summary>
    public async Task WriteCloseAsync(WebSocketCloseStatus status)
    {
        byte[] frame = [FinalClose, StatusLength, (byte)((int)status >> 8), (byte)status];
        try
        {
            await WriteAsync(frame, CancellationToken.None).AsTask().WaitAsync(CloseTimeout);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or IOException)
        {
            // The client disconnected, or does not read.
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(_aborted.Token, cancellationToken);
        return await _connection.ReadAsync(buffer, end.Token);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _connection.WriteAsync(buffer, CancellationToken.None); // A cancelled write resets the connection.

    public override Task FlushAsync(CancellationToken cancellationToken) => _connection.FlushAsync(CancellationToken.None);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Called when the WebSocket is aborted or disposed: ends a pending read.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _aborted.Cancel();
        }

        base.Dispose(disposing);
    }
}
