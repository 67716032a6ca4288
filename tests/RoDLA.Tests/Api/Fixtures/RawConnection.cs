using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>A TCP connection on which a test sends bytes that no HTTP client would.</summary>
internal sealed class RawConnection : IDisposable
{
    public const string Boundary = "----boundary";

    private readonly TcpClient _client;

    private readonly NetworkStream _stream;

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    /// <param name="address">Address of the service.</param>
    /// <param name="from">The client's own address; null for any.</param>
    public static async Task<RawConnection> OpenAsync(Uri address, string? from = null)
    {
        TcpClient client = from is null ? new() : new(new IPEndPoint(IPAddress.Parse(from), 0));
        await client.ConnectAsync(address.Host, address.Port);
        return new RawConnection(client);
    }

    /// <summary>Request line and headers of a form for /api/detect.</summary>
    public static string Head(Uri address, params string[] headers) =>
        $"POST /api/detect HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n"
        + string.Concat(headers.Select(h => h + "\r\n")) + "\r\n";

    /// <summary>A request for a path, without a body.</summary>
    public static string Get(Uri address, string path) => $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n";

    /// <summary>What comes before the bytes of the file.</summary>
    public static string FilePart(string headers = "Content-Disposition: form-data; name=\"file\"; filename=\"page.png\"") =>
        $"--{Boundary}\r\n{headers}\r\n\r\n";

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Tells the server that nothing more comes; its answer can still be read.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection without farewell.</summary>
    public void Break() => _client.Client.Close(0);

    /// <summary>Reads until the server sends nothing for a moment, or closes the connection.</summary>
    public async Task<string> ReadAsync()
    {
        StringBuilder text = new();
        byte[] buffer = new byte[8192];
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(20));
        int read;
        do
        {
            read = await _stream.ReadAsync(buffer, deadline.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        while (read > 0 && !IsWhole(text.ToString()));

        return text.ToString();
    }

    public void Dispose() => _client.Dispose();

    private static bool IsWhole(string response)
    {
        int end = response.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end > 0 && response[..end].Contains("Transfer-Encoding: chunked", StringComparison.Ordinal))
        {
            return response.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);
        }

        int length = response.IndexOf("Content-Length: ", StringComparison.Ordinal);
        if (end < 0 || length < 0 || length > end)
        {
            return false;
        }

        int start = length + "Content-Length: ".Length;
        int expected = int.Parse(response[start..response.IndexOf('\r', start)], System.Globalization.CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetByteCount(response[(end + 4)..]) >= expected;
    }
}
