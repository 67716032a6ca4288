using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Fetching;

/// <summary>
/// Sends requests to URLs from clients. The form of the URL is checked before each request; the connection uses the IP address that was
/// checked, and only when every address of the host may be called, so that DNS rebinding has no effect. It follows no redirects and uses no
/// proxy, cookies or decompression.
/// </summary>
/// <remarks>
/// One for the whole process; use it as <c>new HttpMessageInvoker(handler, disposeHandler: false)</c>. A refused call throws a
/// <see cref="FetchException"/> of <see cref="ErrorCategory.AddressRefused"/> whose message is the end of a sentence.
/// </remarks>
internal sealed partial class SafeHttpHandler : DelegatingHandler
{
    private const int MaxHeaderKilobytes = 16;
    private const int MaxAddresses = 3;
    private const string NotPublic = "its host does not exist, or is not at a public address";
    private readonly CallPolicy _policy;
    private readonly TimeSpan _connectTimeout;
    private readonly ILogger<SafeHttpHandler> _logger;

    public SafeHttpHandler(CallPolicy policy, IOptions<FetchOptions> options, ILogger<SafeHttpHandler> logger)
    {
        _policy = policy;
        _connectTimeout = options.Value.ConnectTimeout;
        _logger = logger;
        InnerHandler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = _connectTimeout,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                // A certificate may name a URL of its issuer's certificate: fetching it would bypass these rules.
                CertificateChainPolicy = new X509ChainPolicy
                {
                    DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
    }

    /// <summary>Resolves the IP addresses of a host; replaced in tests.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Opens a connection; replaced in tests.</summary>
    internal Func<IPEndPoint, CancellationToken, Task<Stream>> Dial { get; init; } = DialAsync;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string? reason = request.RequestUri is { } address ? _policy.WhyRefused(address) : "it has no address";
        if (reason is not null)
        {
            throw new FetchException(ErrorCategory.AddressRefused, reason);
        }

        // HTTP/3 does not use ConnectCallback.
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is FetchException refused)
        {
            throw new FetchException(refused.Category, refused.Message, e) { IsForItsHost = refused.IsForItsHost };
        }
    }

    /// <summary>Not supported: it would block a thread.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Requests are sent by SendAsync.");

    private static async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        string host = HostRules.Normalize(context.DnsEndPoint.Host);
        int port = context.DnsEndPoint.Port;
        IPAddress[] addresses = await ResolveAsync(host, cancellationToken);
        if (addresses.FirstOrDefault(a => !_policy.MayConnect(host, port, a)) is { } closed)
        {
            LogRefused(_logger, host, closed);
            throw new FetchException(ErrorCategory.AddressRefused, NotPublic) { IsForItsHost = true };
        }

        IPEndPoint[] targets = [.. addresses.Take(MaxAddresses).Select(a => new IPEndPoint(AddressRules.Plain(a), port))];
        return await DialFirstAsync(targets, cancellationToken);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return [literal];
        }

        try
        {
            IPAddress[] addresses = await Resolve(host, cancellationToken);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            // The same message as for a private address, which must not reveal which internal names exist.
            throw new FetchException(ErrorCategory.AddressRefused, NotPublic, e) { IsForItsHost = true };
        }
    }

    /// <summary>
    /// Connects to the first address that answers; each gets a share of the time, so that an unreachable one does not use all of it.
    /// </summary>
    private async Task<Stream> DialFirstAsync(IPEndPoint[] addresses, CancellationToken cancellationToken)
    {
        foreach (IPEndPoint address in addresses[..^1])
        {
            using CancellationTokenSource share = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            share.CancelAfter(_connectTimeout / addresses.Length);
            try
            {
                return await Dial(address, share.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                LogNoAnswer(_logger, address);
            }
        }

        return await Dial(addresses[^1], cancellationToken);
    }

    [LoggerMessage(
        2200, LogLevel.Warning, "Refused to call {Host} at {Address}, which is not public; RODLA_FETCH_ALLOWED_HOSTS can allow it")]
    private static partial void LogRefused(ILogger logger, string host, IPAddress address);

    [LoggerMessage(2201, LogLevel.Debug, "No answer from {Address}; trying the next address of the host")]
    private static partial void LogNoAnswer(ILogger logger, IPEndPoint address);
}
