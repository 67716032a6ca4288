using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using RoDLA.Cli.Configuration;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Hosting;

/// <summary>Where the web server listens, and its limits.</summary>
internal sealed class KestrelSetup(IOptions<ApiOptions> api, IOptions<UploadOptions> uploads) : IConfigureOptions<KestrelServerOptions>
{
    /// <inheritdoc/>
    public void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = uploads.Value.MaxFileBytes + FormLimits.Overhead;
        server.Limits.MaxConcurrentConnections = api.Value.MaxConnections;
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        Listen(server, api.Value.Host, api.Value.Port);
    }

    private static void Listen(KestrelServerOptions server, string host, int port)
    {
        switch (host)
        {
            case "*":
                server.ListenAnyIP(port);
                break;
            case "localhost" when port > 0:
                server.ListenLocalhost(port);
                break;
            case "localhost":
                // Two addresses cannot be given one free port.
                server.Listen(IPAddress.Loopback, port);
                break;
            default:
                server.Listen(IPAddress.Parse(host), port);
                break;
        }
    }
}
