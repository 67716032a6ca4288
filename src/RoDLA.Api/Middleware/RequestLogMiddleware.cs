namespace RoDLA.Api.Middleware;

/// <summary>Writes one line a request to the log.</summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestLogMiddleware> logger)
{
    private const int ClientGone = 499;

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        long start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Log(context, time.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private void Log(HttpContext context, double milliseconds)
    {
        int status = context.RequestAborted.IsCancellationRequested ? ClientGone : context.Response.StatusCode;
        LogLevel level = status switch
        {
            ClientGone => LogLevel.Debug,
            >= 500 and not StatusCodes.Status503ServiceUnavailable => LogLevel.Error,
            _ when context.Request.Path.StartsWithSegments("/health") => LogLevel.Debug,
            _ => LogLevel.Information,
        };
        if (logger.IsEnabled(level))
        {
            string path = LogText.Clean(context.Request.Path);
            double rounded = Math.Round(milliseconds, 1);
            LogRequest(level, context.Request.Method, path, status, rounded, context.TraceIdentifier);
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Method} {Path} {Status} in {Milliseconds} ms, {RequestId}")]
    private partial void LogRequest(LogLevel level, string method, string path, int status, double milliseconds, string requestId);
}
