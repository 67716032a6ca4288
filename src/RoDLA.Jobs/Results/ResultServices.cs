using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RoDLA.Analysis.Charts.Batch;
using RoDLA.Jobs.Exports;

namespace RoDLA.Jobs.Results;

/// <summary>Registers what is made of the results of jobs.</summary>
public static class ResultServices
{
    /// <summary>Adds the summary of jobs and the exporters. <see cref="Store.JobPaths"/> must be there.</summary>
    public static IServiceCollection AddJobResults(this IServiceCollection services)
    {
        services.TryAddSingleton(s => new BatchChartRenderer(s.GetRequiredService<ILogger<BatchChartRenderer>>()));
        services.TryAddSingleton<ResultReader>();
        services.TryAddSingleton<IJobSummarizer, JobSummarizer>();
        services.TryAddSingleton<DetectionTable>();
        services.TryAddSingleton<ImageTable>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobExporter, CsvExporter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobExporter, JsonLinesExporter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobExporter, ZipExporter>());
        services.TryAddSingleton<ExporterCatalog>();
        return services;
    }
}
