using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;
using RoDLA.Analysis.Telemetry;
using RoDLA.Analysis.Text;

namespace RoDLA.Analysis.Registration;

/// <summary>
/// Registers the page pipeline. The host binds <see cref="OutputOptions"/> and <see cref="PerturbationOptions"/>, and adds imaging,
/// perturbations and layout detection.
/// </summary>
public static class AnalysisServices
{
    /// <summary>Adds <see cref="IPagePipeline"/>, <see cref="PagePerturber"/> and the stores of results.</summary>
    public static IServiceCollection AddAnalysis(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddTelemetry()
            .AddSingleton(s => new BackgroundFolders(s.GetRequiredService<IOptions<PerturbationOptions>>().Value.BackgroundFolder))
            .AddSingleton<OutputFolder>()
            .AddSingleton<PerturbedPageStore>()
            .AddSingleton<PagePerturber>()
            .AddPageCharts()
            .AddSingleton<PageAnalyzer>()
            .AddSingleton<Interpreter>()
            .AddSingleton<ReportStore>()
            .AddSingleton<LayoutFinder>()
            .AddSingleton<PagePipeline>()
            .AddSingleton<StageMetrics>()
            .AddSingleton<PageMetrics>()
            .AddSingleton<IPagePipeline, MeasuredPipeline>()
            .AddSingleton<PageTextReader>()
            .AddSingleton<PageDetection>()
            .AddSingleton<PageEvaluator>()
            .AddSingleton(s => new PageSetEvaluator(s.GetRequiredService<PageEvaluator>(), s.GetRequiredService<ILayoutDetector>()))
            .AddSingleton(s => new DatasetEvaluator(s.GetRequiredService<IPageReader>(), s.GetRequiredService<PageSetEvaluator>()))
            .AddExporters();
    }

    /// <summary>Makes the first page as fast as the next ones, at the cost of a page's work after the start.</summary>
    public static IServiceCollection AddPipelineWarmUp(this IServiceCollection services) => services.AddHostedService<PipelineWarmUp>();
}
