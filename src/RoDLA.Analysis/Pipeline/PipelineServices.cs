using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Imaging;
using RoDLA.Imaging.Registration;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Registration;

namespace RoDLA.Analysis.Pipeline;

/// <summary>
/// Registers the page pipeline; the host binds <see cref="ImagingOptions"/> and adds layout detection, <see cref="BackgroundFolders"/>,
/// <see cref="PerturbedPageStore"/> and <see cref="PerturberLimits"/>.
/// </summary>
public static class PipelineServices
{
    /// <summary>Adds <see cref="IPagePipeline"/> and what it stands on: reader, perturbations, analysis, interpretation, charts.</summary>
    public static IServiceCollection AddPagePipeline(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddImaging();
        services.AddPerturbations();
        services.AddSingleton(s => new PagePerturber(
            s.GetRequiredService<PerturbationPipeline>(),
            s.GetRequiredService<PerturbedPageStore>(),
            new PageGrowth(s.GetRequiredService<IOptions<ImagingOptions>>().Value),
            s.GetRequiredService<PerturberLimits>(),
            s.GetRequiredService<ILogger<PagePerturber>>()));
        services.AddSingleton(s => new ChartRenderer(s.GetRequiredService<ILogger<ChartRenderer>>()));
        services.AddSingleton<PageAnalyzer>();
        services.AddSingleton<Interpreter>();
        services.AddSingleton<IPagePipeline, PagePipeline>();
        return services;
    }
}
