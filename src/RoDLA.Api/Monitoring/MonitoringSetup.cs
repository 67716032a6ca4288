using Prometheus;
using RoDLA.Api.Access;
using RoDLA.Api.Middleware;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Monitoring;

/// <summary>Registers the metrics.</summary>
internal static class MonitoringSetup
{
    /// <summary>Adds the counts, the gauges, the history, and the meters of the framework.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<RequestCounts>()
        .AddSingleton<ServiceReader>()
        .AddSingleton<ServiceGauges>()
        .AddSingleton<ServiceSampler>()
        .AddHostedService(static s => s.GetRequiredService<ServiceSampler>())
        .AddHostedService<FrameworkMeters>();

    /// <summary>Maps <c>GET /metrics</c>.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder app)
    {
        IServiceProvider services = app.ServiceProvider;
        CollectorRegistry registry = services.GetRequiredService<CollectorRegistry>();
        ServiceGauges gauges = services.GetRequiredService<ServiceGauges>();
        _ = services.GetRequiredService<UploadMetrics>(); // Counts from zero, not from the first upload.
        registry.AddBeforeCollectCallback(gauges.Update);
        DotNetStats.Register(registry);
        int port = services.GetRequiredService<IOptions<ApiOptions>>().Value.MetricsPort;
        app.MapMetrics(ManagementMiddleware.MetricsPath, registry).WithName("metrics").WithMetadata(new OpenPort(port));
        return app;
    }
}
