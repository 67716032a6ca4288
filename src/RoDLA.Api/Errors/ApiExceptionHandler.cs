using Microsoft.AspNetCore.Diagnostics;

namespace RoDLA.Api.Errors;

/// <summary>Turns the exception of a request into a problem.</summary>
internal sealed partial class ApiExceptionHandler(
    ProblemWriter problems, IHostEnvironment environment, ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (ProblemMapping.Describe(exception) is { } known)
        {
            await problems.WriteAsync(httpContext, known);
            return true;
        }

        LogFault(exception, httpContext.Request.Method, httpContext.Request.Path);
        string detail = environment.IsDevelopment()
            ? exception.ToString()
            : $"The service failed; its log says why under the id {httpContext.TraceIdentifier}.";
        bool isStorage = exception is IOException or UnauthorizedAccessException && InferenceRoutes.Includes(httpContext.Request.Path);
        await problems.WriteAsync(httpContext, isStorage ? InferenceProblem.StorageError : ProblemKind.Internal, detail);
        return true;
    }

    [LoggerMessage(4000, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string path);
}
