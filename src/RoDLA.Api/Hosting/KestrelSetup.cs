using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoDLA.Api.Middleware;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Hosting;

/// <summary>Limits of the web server, and its section <c>Kestrel</c> of the configuration.</summary>
internal sealed partial class KestrelSetup(
    IConfiguration configuration, IOptions<ApiOptions> api, IOptions<UploadOptions> uploads, ILogger<KestrelSetup> logger)
    : IConfigureOptions<KestrelServerOptions>
{
    // The management port has its own, so that it answers when all others are in use.
    private const int ManagementConnections = 32;

    private static readonly TimeSpan RateGrace = TimeSpan.FromSeconds(10);

    public void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = uploads.Value.MaxFileBytes + FormLimits.Overhead;
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        server.Limits.MinRequestBodyDataRate =
            uploads.Value.MinBytesPerSecond == 0 ? null : new MinDataRate(uploads.Value.MinBytesPerSecond, RateGrace);
        RequestSizeMiddleware.RaiseLimits(server.Limits);
        LimitConnections(server);

        // Its endpoints would come on top of an address of our own.
        if (!ListenAddress.IsOwn(configuration))
        {
            server.Configure(configuration.GetSection("Kestrel"));
        }
    }

    private void LimitConnections(KestrelServerOptions server)
    {
        int most = api.Value.MaxConnections;
        int? files = FileHandles.Limit();
        if (FileHandles.MaxConnections(files) is int room && room < most)
        {
            LogFewFiles(files, room, most);
            most = room;
        }

        ConnectionGate gate = new(most, api.Value.MaxConnectionsPerAddress);
        ConnectionGate management = new(ManagementConnections, ManagementConnections);
        server.ConfigureEndpointDefaults(listen =>
        {
            bool isManagement = api.Value.ManagementPort > 0 && listen.IPEndPoint?.Port == api.Value.ManagementPort;
            listen.Use(next => connection => (isManagement ? management : gate).RunAsync(connection, next));
        });
    }

    [LoggerMessage(4012, LogLevel.Warning,
        "The limit of {Files} open files has room for {Room} connections: that is the limit instead of {Configured} (RODLA_MAX_CONNECTIONS)")]
    private partial void LogFewFiles(int? files, int room, int configured);
}
