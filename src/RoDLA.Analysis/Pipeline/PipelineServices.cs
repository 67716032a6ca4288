using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Imaging;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Registers the page pipeline; the host binds <see cref="ImagingOptions"/> and adds layout detection.</summary>
public static class PipelineServices
{
    /// <summary>Adds <see cref="IPagePipeline"/> and what it stands on: reader, analysis, interpretation, charts.</summary>
    public static IServiceCollection AddPagePipeline(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPageReader>(s => new PageReader(
            s.GetRequiredService<IOptions<ImagingOptions>>().Value, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new ChartRenderer(s.GetRequiredService<ILogger<ChartRenderer>>()));
        services.AddSingleton<PageAnalyzer>();
        services.AddSingleton<Interpreter>();
        services.AddSingleton<IPagePipeline, PagePipeline>();
        return services;
    }
}
