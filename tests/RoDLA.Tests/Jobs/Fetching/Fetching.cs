using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>A fetcher with a scripted resolver and local connections.</summary>
internal sealed class Fetching : IDisposable
{
    private readonly ImageFetcher _fetcher;

    /// <param name="configure">Changes the defaults.</param>
    /// <param name="resolver">Resolves hosts; by default none exists.</param>
    /// <param name="dial">Opens connections; by default to <see cref="Internet"/> and this machine.</param>
    public Fetching(
        Action<FetchOptions>? configure = null, ScriptedResolver? resolver = null, Func<IPEndPoint, CancellationToken, Task<Stream>>? dial = null)
    {
        FetchOptions options = new();
        configure?.Invoke(options);
        IOptions<FetchOptions> wrapped = Options.Create(options);
        Resolver = resolver ?? new ScriptedResolver();
        Policy = new CallPolicy(wrapped);
        Handler = new SafeHttpHandler(Policy, wrapped, new ListLogger<SafeHttpHandler>(Log))
        {
            Resolve = Resolver.ResolveAsync,
            Dial = dial ?? DialAsync,
        };
        _fetcher = new ImageFetcher(Handler, Policy, wrapped, TimeProvider.System);
    }

    public ScriptedResolver Resolver { get; }

    public CallPolicy Policy { get; }

    public SafeHttpHandler Handler { get; }

    public IImageFetcher Fetcher => _fetcher;

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Targets of the connections, in order.</summary>
    public ConcurrentQueue<IPEndPoint> Dialled { get; } = new();

    /// <summary>Local ports that represent public addresses; others do not answer.</summary>
    public Dictionary<IPEndPoint, int> Internet { get; } = [];

    /// <summary>Serves a public address by a local server.</summary>
    public Fetching Put(string endPoint, RawHttpServer server)
    {
        Internet[IPEndPoint.Parse(endPoint)] = server.Port;
        return this;
    }

    public async Task<byte[]> GetAsync(string url, CancellationToken cancellationToken = default)
    {
        using MemoryStream target = new();
        long length = await Fetcher.FetchAsync(url, target, cancellationToken);
        Assert.Equal(target.Length, length);
        return target.ToArray();
    }

    /// <summary>Trusts a local server, like an operator.</summary>
    public static Action<FetchOptions> Trusting(RawHttpServer server) => o => o.AllowedHosts = $"127.0.0.1:{server.Port}";

    /// <summary>Fetches and expects a refusal whose message has no private address.</summary>
    public async Task<FetchException> FailAsync(string url, ErrorCategory category)
    {
        using MemoryStream target = new();
        FetchException e = await Assert.ThrowsAsync<FetchException>(() => Fetcher.FetchAsync(url, target, CancellationToken.None));
        Assert.Equal((url, category), (url, e.Category));
        Assert.StartsWith("Failed to download image: ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d+\.\d+\.\d+\.\d+|::|SocketException", e.Message);
        return e;
    }

    public void Dispose()
    {
        _fetcher.Dispose();
        Handler.Dispose();
    }

    private async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Dialled.Enqueue(address);

        // Loopback is dialed, so that a missing check would reach a server of the test.
        IPEndPoint target = IPAddress.IsLoopback(address.Address) ? address
            : Internet.TryGetValue(address, out int port) ? new IPEndPoint(IPAddress.Loopback, port)
            : throw new SocketException((int)SocketError.ConnectionRefused);
        Socket socket = new(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(target, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
