using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoDLA.Api.Middleware;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Hosting;

/// <summary>Limits of the web server, and its section <c>Kestrel</c> of the configuration.</summary>
internal sealed class KestrelSetup(IConfiguration configuration, IOptions<UploadOptions> uploads, ConnectionLimits limits)
    : IConfigureOptions<KestrelServerOptions>
{
    private static readonly TimeSpan RateGrace = TimeSpan.FromSeconds(10);

    public void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;

        // Bytes that are not UTF-8 are replaced: the web server's own refusal of them has no body.
        server.RequestHeaderEncodingSelector = static _ => Encoding.UTF8;
        server.Limits.MaxRequestBodySize = uploads.Value.MaxFileBytes + FormLimits.Overhead;
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        server.Limits.MinRequestBodyDataRate =
            uploads.Value.MinBytesPerSecond == 0 ? null : new MinDataRate(uploads.Value.MinBytesPerSecond, RateGrace);
        RequestSizeMiddleware.RaiseLimits(server.Limits);
        server.ConfigureEndpointDefaults(listen =>
        {
            ConnectionGate gate = limits.GateOf(listen.EndPoint);
            listen.Use(next => connection => gate.RunAsync(connection, next));
        });

        // Its endpoints would come on top of an address of our own.
        if (!ListenAddress.IsOwn(configuration))
        {
            server.Configure(configuration.GetSection("Kestrel"));
        }
    }
}
