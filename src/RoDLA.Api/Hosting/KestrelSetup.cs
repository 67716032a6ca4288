using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Hosting;

/// <summary>Limits of the web server, and its section <c>Kestrel</c> of the configuration.</summary>
internal sealed class KestrelSetup(IConfiguration configuration, IOptions<ApiOptions> api, IOptions<UploadOptions> uploads)
    : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = uploads.Value.MaxFileBytes + FormLimits.Overhead;
        server.Limits.MaxConcurrentConnections = api.Value.MaxConnections;
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);

        // Its endpoints would come on top of an address of our own.
        if (!ListenAddress.IsOwn(configuration))
        {
            server.Configure(configuration.GetSection("Kestrel"));
        }
    }
}
