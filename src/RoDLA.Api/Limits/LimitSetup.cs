using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;

namespace RoDLA.Api.Limits;

/// <summary>Registers the limits of clients, and the proxies that may say who a client is.</summary>
internal static class LimitSetup
{
    /// <summary>Adds the limits.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<RateLimits>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<RateLimitOptions>>((forwarded, limits) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // Every proxy of the chain is checked.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (System.Net.IPNetwork network in NetworksAttribute.Split(limits.Value.TrustedProxies))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
        return services;
    }

    /// <summary>Takes the client's address from trusted proxies.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IOptions<RateLimitOptions>>().Value.TrustedProxies.Length > 0
            ? app.UseForwardedHeaders() // Without known proxies it would trust all.
            : app;

    /// <summary>
    /// Refuses requests over a limit, and tells every client how much is left. Not the framework's middleware: that never disposes its own
    /// limiter, whose timer keeps a stopped host in memory.
    /// </summary>
    public static IApplicationBuilder UseLimits(this IApplicationBuilder app)
    {
        RateLimits limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        return app.Use(async (context, next) =>
        {
            // Late: a problem drops the headers that were set before it.
            context.Response.OnStarting(() =>
            {
                limits.Announce(context);
                return Task.CompletedTask;
            });
            using RateLimitLease lease = await limits.AcquireAsync(context);
            await next(context);
        });
    }
}
