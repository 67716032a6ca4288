using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;

namespace RoDLA.Detection;

/// <summary>Registers layout detection; the host binds <see cref="DetectionOptions"/>.</summary>
public static class DetectionServices
{
    /// <summary>Adds <see cref="ILayoutDetector"/>, <see cref="ModelRepository"/> and the loader that runs at start.</summary>
    public static IServiceCollection AddLayoutDetection(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new ModelRepository(s.GetRequiredService<IOptions<DetectionOptions>>().Value.ModelsFolder));
        services.AddSingleton<LayoutDetector>();
        services.AddSingleton<ILayoutDetector>(s => s.GetRequiredService<LayoutDetector>());
        services.AddHostedService<ModelLoader>();
        return services;
    }
}
