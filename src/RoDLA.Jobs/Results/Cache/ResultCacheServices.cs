using Microsoft.Extensions.DependencyInjection;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>Registers the result cache; the host binds <see cref="JobOptions"/>.</summary>
internal static class ResultCacheServices
{
    /// <summary>Adds <see cref="IResultCache"/>.</summary>
    public static IServiceCollection AddResultCache(this IServiceCollection services)
    {
        services.AddSingleton<CacheKeys>();
        services.AddSingleton<IResultCache, ResultCache>();
        return services;
    }
}
