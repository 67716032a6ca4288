using RoDLA.Api.Inference.Answers;

namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>The state of the service for a screen.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Adds what the endpoint uses beside the monitoring.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<DashboardReporter>();

    /// <summary>Maps <c>GET /api/v1/monitoring/dashboard</c>.</summary>
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/monitoring/dashboard", Get).WithName("getDashboard").WithTags("Monitoring");
        return app;
    }

    /// <summary>The state of the service for a screen</summary>
    /// <remarks>
    /// Jobs with their progress, queue, workers, requests a second with percentiles and error rate, inference, memory, CPU, disk, GPU, model,
    /// and the values of the last hour, one every 15 seconds. Poll it every few seconds; it needs no Prometheus.
    /// </remarks>
    public static Ok<Envelope<DashboardReport>> Get(HttpContext context, DashboardReporter dashboard)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(Envelope.Of(dashboard.Report()));
    }
}
