using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Health;

/// <summary>Health of the service and probes.</summary>
internal static class HealthEndpoints
{
    /// <summary>Adds what the endpoints use.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<HealthReporter>();

    /// <summary>Maps <c>/health</c> and the probes below it.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Health");
        group.AddEndpointFilter(static (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        group.MapGet("/health", GetHealth).WithName("getHealth");
        group.MapGet("/health/live", GetLive).WithName("getLiveness").AllowAnonymous();
        group.MapGet("/health/ready", GetReady).WithName("getReadiness").AllowAnonymous()
            .WithMetadata(new OperationDescription { Problems = [ProblemKind.NotReady] });
        return app;
    }

    /// <summary>State of every part of the service</summary>
    /// <remarks>Model, GPU, disk, memory and job workers. 503 when the service cannot answer.</remarks>
    public static Results<Ok<HealthReport>, JsonHttpResult<HealthReport>> GetHealth(HealthReporter health)
    {
        HealthReport report = health.Report();
        return report.Status == OverallStatus.Unhealthy
            ? TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(report);
    }

    /// <summary>Liveness probe</summary>
    /// <remarks>The process runs. Restart a process that does not answer.</remarks>
    public static Ok<ProbeReport> GetLive() => TypedResults.Ok(new ProbeReport("alive"));

    /// <summary>Readiness probe</summary>
    /// <remarks>
    /// 200 once the model and the stored jobs are loaded; 503 before, while the service stops, and when the job workers have died.
    /// </remarks>
    public static Ok<ProbeReport> GetReady(HealthReporter health) => health.WhyNotReady() is { } reason
        ? throw new ApiException(ProblemKind.NotReady, reason) { RetryAfter = TimeSpan.FromSeconds(2) }
        : TypedResults.Ok(new ProbeReport("ready"));
}
