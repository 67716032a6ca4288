using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>
/// A web server on the loopback address that sends the bytes of the test, valid or not, and counts connections.
/// </summary>
internal sealed class RawHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly SslStreamCertificateContext? _certificate;
    private readonly Task _accepting;
    private long _sent;

    public RawHttpServer(X509Certificate2? certificate = null)
    {

        // Offline: a server also looks for the issuer of its own certificate.
        _certificate = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Responses by path.</summary>
    public ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> Answers { get; } = new();

    /// <summary>Heads of the requests, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Number of connections.</summary>
    public int Connections => _connections.Count;

    /// <summary>Bytes sent by <see cref="Endless"/>.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url(string path = "/") => $"http://127.0.0.1:{Port}{path}";

    /// <summary>Sends a complete response.</summary>
    public RawHttpServer On(string path, byte[] body, int status = 200, params string[] headers)
    {
        string head = $"HTTP/1.1 {status} Some Words\r\nContent-Length: {body.Length}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n";
        return OnRaw(path, [.. Encoding.Latin1.GetBytes(head), .. body]);
    }

    /// <summary>Sends raw bytes.</summary>
    public RawHttpServer OnRaw(string path, byte[] answer, bool close = false)
    {
        Answers[path] = async (stream, token) =>
        {
            await stream.WriteAsync(answer, token);
            if (close)
            {
                throw new IOException("Done with this connection.");
            }
        };
        return this;
    }

    public RawHttpServer Redirect(string path, string location, int status = 302) => On(path, [], status, "Location: " + location);

    /// <summary>Sends bytes and then endless zeros.</summary>
    public RawHttpServer Endless(string path, byte[] begin)
    {
        Answers[path] = async (stream, token) =>
        {
            await stream.WriteAsync(begin, token);
            byte[] zeros = new byte[65_536];
            while (true)
            {
                await stream.WriteAsync(zeros, token);
                Interlocked.Add(ref _sent, zeros.Length);
            }
        };
        return this;
    }

    /// <summary>Sends bytes and then hangs.</summary>
    public RawHttpServer Stall(string path, byte[] begin)
    {
        Answers[path] = async (stream, token) =>
        {
            await stream.WriteAsync(begin, token);
            await Task.Delay(Timeout.Infinite, token);
        };
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = await OpenAsync(client);
                while (await ReadHeadAsync(stream) is { } head)
                {
                    Requests.Enqueue(head);
                    string path = head.Split(' ')[1];
                    await (Answers.GetValueOrDefault(path) ?? NotFound)(stream, _stop.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        SslStream stream = new(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = _certificate });
        return stream;
    }

    private static async Task NotFound(Stream stream, CancellationToken token) =>
        await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token);

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
