using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prometheus;

namespace RoDLA.Analysis.Telemetry;

/// <summary>Registers the metrics of this host.</summary>
public static class TelemetryServices
{
    /// <summary>Adds <see cref="IMetricFactory"/> and its registry, once.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => Prometheus.Metrics.NewCustomRegistry());
        services.TryAddSingleton<IMetricFactory>(s => Prometheus.Metrics.WithCustomRegistry(s.GetRequiredService<CollectorRegistry>()));
        return services;
    }
}
