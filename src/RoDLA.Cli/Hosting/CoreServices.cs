using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;
using RoDLA.Cli.Configuration;
using RoDLA.Detection.Registration;
using RoDLA.Perturbations;

namespace RoDLA.Cli.Hosting;

/// <summary>Registers what the server and the commands share.</summary>
internal static class CoreServices
{
    /// <summary>What the server and the command line share: reading pages, perturbations, detection, analysis, saved answers.</summary>
    public static IServiceCollection AddRodlaCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLayoutDetection();
        services.AddPagePipeline();
        services.AddSingleton(s => new OutputFolder(s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder));
        services.AddSingleton(s => new ReportStore(s.GetRequiredService<OutputFolder>().Root, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new BackgroundFolders(s.GetRequiredService<IOptions<PerturbationOptions>>().Value.BackgroundFolder));
        services.AddSingleton(s =>
        {
            PerturbationOptions options = s.GetRequiredService<IOptions<PerturbationOptions>>().Value;
            return new PerturberLimits(options.QueueLimit, options.QueueTimeout);
        });
        services.AddSingleton(s => new PerturbedPageStore(
            s.GetRequiredService<IOptions<PerturbationOptions>>().Value.OutputFolder,
            s.GetRequiredService<OutputFolder>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PageDetection>();
        return services;
    }
}
