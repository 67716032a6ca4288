using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Registration;
using RoDLA.Api.Batches;
using RoDLA.Api.Configuration;
using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Health;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;
using RoDLA.Detection.Registration;
using RoDLA.Jobs;
using RoDLA.Jobs.Files;
using RoDLA.Perturbations;

namespace RoDLA.Api.Hosting;

/// <summary>Registers the parts of the service.</summary>
internal static class RodlaServices
{
    /// <summary>What the server and the command line share: reading pages, perturbations, detection, analysis, saved answers.</summary>
    public static IServiceCollection AddRodlaCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLayoutDetection();
        services.AddPagePipeline();
        services.AddSingleton(s => new ReportStore(
            s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new BackgroundFolders(s.GetRequiredService<IOptions<PerturbationOptions>>().Value.BackgroundFolder));
        services.AddSingleton(s =>
        {
            PerturbationOptions options = s.GetRequiredService<IOptions<PerturbationOptions>>().Value;
            return new PerturberLimits(options.QueueLimit, options.QueueTimeout);
        });
        services.AddSingleton(s => new PerturbedPageStore(
            s.GetRequiredService<IOptions<PerturbationOptions>>().Value.OutputFolder,
            s.GetRequiredService<IHostEnvironment>().ContentRootPath,
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PageDetection>();
        return services;
    }

    /// <summary>What the server alone has.</summary>
    public static IServiceCollection AddRodlaServer(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddErrors();
        services.AddCors();
        services.ConfigureHttpJsonOptions(o => ReportJson.Configure(o.SerializerOptions));
        services.AddSingleton<UploadFolder>();
        services.AddHostedService(s => s.GetRequiredService<UploadFolder>());
        services.AddSingleton<UploadReader>();
        services.AddSingleton<DetectHandler>();
        services.AddSingleton<DetectForm>();
        services.AddSingleton<PerturbationReader>();
        services.AddSingleton<PerturbationFields>();
        services.AddSingleton<PerturbForm>();
        services.AddSingleton<PerturbedDetectForm>();
        services.AddBatches();
        services.AddSingleton(s => new JobPaths(s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder));
        services.AddJobs();
        services.AddSingleton<HealthReporter>();
        services.AddOpenApiDocument();
        services.ConfigureOptions<KestrelSetup>();
        services.ConfigureOptions<CorsSetup>();
        services.AddOptions<HostOptions>().Configure<IOptions<ApiOptions>>((host, api) => host.ShutdownTimeout = api.Value.ShutdownTimeout);
        return services;
    }
}
