using Microsoft.Extensions.Options;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Batches;
using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Health;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs;
using RoDLA.Jobs.Store;

namespace RoDLA.Api.Hosting;

/// <summary>Registers the parts of the service.</summary>
internal static class RodlaServices
{
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
        services.AddSingleton<PerturbationForm>();
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
