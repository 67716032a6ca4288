using RoDLA.Analysis.Telemetry;
using RoDLA.Api.Ownership;

namespace RoDLA.Api.Usage;

/// <summary>The usage of API keys.</summary>
internal static class UsageEndpoints
{
    /// <summary>Adds the counting.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddSingleton<UsageMeter>()
        .AddSingleton<IPageObserver>(static s => s.GetRequiredService<UsageMeter>())
        .AddHostedService<UsageStore>();

    /// <summary>Maps <c>GET /api/v1/usage</c>.</summary>
    public static IEndpointRouteBuilder MapUsage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/usage", Get).WithName("getUsage").WithTags("Access");
        return app;
    }

    /// <summary>What API keys have used</summary>
    /// <remarks>
    /// Requests, images, seconds of inference and bytes of the key that asks; the role `admin`, and every client of a service without keys,
    /// gets all. The figures survive a restart; a crash loses at most the last ten seconds.
    /// </remarks>
    public static Ok<UsageReport> Get(UsageMeter usage, CurrentOwner owner)
    {
        UsageReport all = usage.Read();
        return TypedResults.Ok(all with { Keys = [.. all.Keys.Where(key => owner.MaySee(key.Key))] });
    }
}
