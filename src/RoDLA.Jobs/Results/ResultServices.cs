using Microsoft.Extensions.DependencyInjection;
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
        services.AddSingleton(s => new BatchChartRenderer(s.GetRequiredService<ILogger<BatchChartRenderer>>()));
        services.AddSingleton<ResultReader>();
        services.AddSingleton<IJobSummarizer, JobSummarizer>();
        services.AddSingleton<DetectionTable>();
        services.AddSingleton<ImageTable>();
        services.AddSingleton<IJobExporter, CsvExporter>();
        services.AddSingleton<IJobExporter, JsonLinesExporter>();
        services.AddSingleton<IJobExporter, ZipExporter>();
        services.AddSingleton<ExporterCatalog>();
        return services;
    }
}
