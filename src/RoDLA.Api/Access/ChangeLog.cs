using RoDLA.Api.Middleware;

namespace RoDLA.Api.Access;

/// <summary>Writes a line of the log for each request that changed something, with the key that sent it; never a key or a query.</summary>
internal sealed partial class ChangeLog(RequestDelegate next, ILogger<ChangeLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        string method = context.Request.Method;
        await next(context);
        if (!HttpMethods.IsGet(method)
            && context.Response.StatusCode < StatusCodes.Status400BadRequest
            && Caller.Name(context.User) is { } key)
        {
            LogChange(
                LogText.Clean(key),
                method,
                LogText.Clean(context.Request.Path),
                context.Response.StatusCode,
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                context.TraceIdentifier);
        }
    }

    [LoggerMessage(4033, LogLevel.Information, "{Key} did {Method} {Path}: {Status}. From {Address}, {RequestId}")]
    private partial void LogChange(string key, string method, string path, int status, string address, string requestId);
}
