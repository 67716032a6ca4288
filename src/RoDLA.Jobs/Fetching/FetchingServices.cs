using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoDLA.Jobs.Fetching;

/// <summary>Registers what calls other hosts.</summary>
internal static class FetchingServices
{
    /// <summary>The fetcher of images, and <see cref="SafeHttpHandler"/> for whatever else is sent to addresses of strangers.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAddressResolver, DnsResolver>();
        services.AddSingleton<CallPolicy>();
        services.AddSingleton<SafeHttpHandler>();
        services.AddSingleton<IImageFetcher, ImageFetcher>();
        return services;
    }
}
