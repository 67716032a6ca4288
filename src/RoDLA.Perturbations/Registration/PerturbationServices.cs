using Microsoft.Extensions.DependencyInjection;
using RoDLA.Perturbations.Blur;
using RoDLA.Perturbations.Content;
using RoDLA.Perturbations.Inconsistency;
using RoDLA.Perturbations.Noise;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Perturbations.Registration;

/// <summary>Registers the twelve perturbations and what applies them.</summary>
public static class PerturbationServices
{
    /// <summary>
    /// Adds <see cref="PerturbationRegistry"/> and <see cref="PerturbationPipeline"/>. The host adds <see cref="IPageReader"/>,
    /// <see cref="BackgroundFolders"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddPerturbations(this IServiceCollection services)
    {
        services.AddSingleton<IPerturbation, Defocus>();
        services.AddSingleton<IPerturbation, Vibration>();
        services.AddSingleton<IPerturbation, Speckle>();
        services.AddSingleton<IPerturbation, Texture>();
        services.AddSingleton<IPerturbation, Watermark>();
        services.AddSingleton<IPerturbation, Background>();
        services.AddSingleton<IPerturbation>(InkMorphology.Holdout());
        services.AddSingleton<IPerturbation>(InkMorphology.Bleeding());
        services.AddSingleton<IPerturbation, Illumination>();
        services.AddSingleton<IPerturbation, Rotation>();
        services.AddSingleton<IPerturbation, Keystoning>();
        services.AddSingleton<IPerturbation, Warping>();
        services.AddSingleton<PerturbationRegistry>();
        services.AddSingleton<PerturbationPipeline>();
        return services;
    }
}
