using Microsoft.AspNetCore.Cors.Infrastructure;
using RoDLA.Api.Detection;
using RoDLA.Api.Middleware;

namespace RoDLA.Api.Hosting;

/// <summary>Lets the configured web origins call the service.</summary>
internal sealed class CorsSetup(IOptions<ApiOptions> options) : IConfigureOptions<CorsOptions>
{
    public void Configure(CorsOptions cors) => cors.AddDefaultPolicy(policy => policy
        .WithOrigins(CorsOriginsAttribute.Split(options.Value.CorsOrigins))
        .AllowAnyMethod()
        .AllowAnyHeader()
        .WithExposedHeaders(
            [
                RequestIdMiddleware.HeaderName, "X-API-Version", "Retry-After", "Location", "Content-Disposition",
                .. PictureResult.HeaderNames,
            ]));
}
