using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Detection.Models;
using RoDLA.Detection.Rules;
using RoDLA.Detection.Runtime;

namespace RoDLA.Detection.Registration;

/// <summary>Registers layout detection; the host binds <see cref="DetectionOptions"/> and <see cref="RulesOptions"/>.</summary>
public static class DetectionServices
{
    /// <summary>
    /// Adds <see cref="ILayoutDetector"/>, <see cref="ModelRepository"/>, <see cref="ILayoutRules"/> and the service that loads the model
    /// at start.
    /// </summary>
    public static IServiceCollection AddLayoutDetection(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelRepository>();
        services.AddSingleton<LayoutDetector>();
        services.AddSingleton(s => s.GetRequiredService<LayoutDetector>().Pool);
        services.AddSingleton<ILayoutDetector>(s => s.GetRequiredService<LayoutDetector>());
        services.AddSingleton<ILayoutRules, LayoutRules>();
        services.AddHostedService<ModelLoader>();
        return services;
    }
}
