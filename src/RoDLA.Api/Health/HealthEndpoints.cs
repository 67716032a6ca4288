using Microsoft.AspNetCore.Http.HttpResults;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Health;

/// <summary>Health of the service, for people and for probes.</summary>
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
        group.MapGet("/health", GetHealth).WithName("health");
        group.MapGet("/health/live", GetLive).WithName("live");
        group.MapGet("/health/ready", GetReady).WithName("ready")
            .WithMetadata(new OperationDescription { Problems = [ProblemKind.NotReady] });
        return app;
    }

    /// <summary>Tells how every part of the service is</summary>
    /// <remarks>Model, graphics processor, disk, memory and the workers of batches. 503 when the service cannot answer.</remarks>
    public static Results<Ok<HealthReport>, JsonHttpResult<HealthReport>> GetHealth(HealthReporter health)
    {
        HealthReport report = health.Report();
        return report.Status == OverallStatus.Unhealthy
            ? TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(report);
    }

    /// <summary>Tells that the process runs</summary>
    /// <remarks>A process that does not answer this should be started again.</remarks>
    public static Ok<ProbeReport> GetLive() => TypedResults.Ok(new ProbeReport("alive"));

    /// <summary>Tells whether requests are taken</summary>
    /// <remarks>
    /// 200 once the model is loaded and the jobs of before are read; 503 before, from the moment that the service is told to stop, and when the
    /// workers of batches have died.
    /// </remarks>
    public static Ok<ProbeReport> GetReady(HealthReporter health) => health.WhyNotReady() is { } reason
        ? throw new ApiException(ProblemKind.NotReady, reason) { RetryAfter = TimeSpan.FromSeconds(2) }
        : TypedResults.Ok(new ProbeReport("ready"));
}
