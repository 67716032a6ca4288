using Microsoft.Extensions.DependencyInjection;
using RoDLA.Jobs.Exports;

namespace RoDLA.Jobs.Results;

/// <summary>Registers what is made of the results of jobs.</summary>
public static class ResultServices
{
    /// <summary>Adds the exporters. <see cref="Store.JobPaths"/> must be there.</summary>
    public static IServiceCollection AddJobResults(this IServiceCollection services)
    {
        services.AddSingleton<ExporterCatalog>();
        return services;
    }
}
