using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;

namespace RoDLA.Api.Errors;

/// <summary>Registers the error handling.</summary>
internal static class ErrorExtensions
{
    /// <summary>Name of the time limit of requests that transfer whole batches.</summary>
    public const string TransferPolicy = "transfer";

    /// <summary>Adds one shape for every problem, and a time limit for requests.</summary>
    public static IServiceCollection AddErrors(this IServiceCollection services)
    {
        services.AddSingleton<ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<ApiOptions>, IOptions<BatchOptions>>((timeouts, api, batch) =>
        {
            timeouts.DefaultPolicy = Limit(api.Value.RequestTimeout);
            timeouts.AddPolicy(TransferPolicy, Limit(batch.Value.TransferTimeout));
        });
        return services;
    }

    /// <summary>Answers exceptions, and adds a body to refusals of the framework.</summary>
    public static IApplicationBuilder UseErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        return app.UseStatusCodePages(WriteStatus);
    }

    private static Task WriteStatus(StatusCodeContext status)
    {
        HttpContext context = status.HttpContext;
        ProblemKind kind = ProblemKind.Of(context.Response.StatusCode);
        string detail = kind.Status switch
        {
            404 => $"{context.Request.Path} does not exist; /docs lists what does.",
            405 => $"{context.Request.Path} does not take {context.Request.Method}, but {context.Response.Headers.Allow}.",
            _ => kind.Title + ".",
        };
        return context.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(context, kind, detail);
    }

    private static RequestTimeoutPolicy Limit(TimeSpan limit) => new()
    {
        Timeout = limit,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context =>
        {
            ApiException problem = new(ProblemKind.TimedOut, $"The request took longer than {limit.TotalSeconds:0.###} s and was stopped.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
            return context.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(context, problem);
        },
    };
}
