using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Imaging.Reading;

namespace RoDLA.Imaging.Registration;

/// <summary>Registers the reading of pages; the host binds <see cref="ImagingOptions"/>.</summary>
public static class ImagingServices
{
    /// <summary>Adds <see cref="IPageReader"/>.</summary>
    public static IServiceCollection AddImaging(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<PixelBudget>().AddSingleton<IPageReader, PageReader>();
    }
}
