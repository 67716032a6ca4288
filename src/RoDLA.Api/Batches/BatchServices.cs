using Microsoft.Extensions.Options;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs.Store;

namespace RoDLA.Api.Batches;

/// <summary>Registers the doors to the jobs.</summary>
internal static class BatchServices
{
    /// <summary>Adds what the endpoints of jobs use, beside the engine itself.</summary>
    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton(s => new JobPaths(s.GetRequiredService<IOptions<OutputOptions>>().Value.Folder));
        services.AddSingleton<BatchSettings>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<JobActions>();
        services.AddSingleton<JobDocuments>();
        services.AddSingleton<EventMessages>();
        services.AddSingleton<WatcherGate>();
        services.AddSingleton<OriginRules>();

        // A number in a query that is none is told as a mistake of its field, and not as a bare status.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }
}
