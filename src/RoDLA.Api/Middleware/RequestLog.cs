using Serilog;
using Serilog.Events;

namespace RoDLA.Api.Middleware;

/// <summary>Writes one line of the log for each request.</summary>
internal static class RequestLog
{
    private const int ClientGone = 499;

    /// <summary>Method, path, status, time and id; never the query, which may carry what a log must not.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{Method} {Path} {Status} in {Milliseconds} ms, {RequestId}";
        options.GetLevel = (context, _, _) => Level(context, Status(context, context.Response.StatusCode));
        options.GetMessageTemplateProperties = (context, path, milliseconds, status) =>
        [
            new LogEventProperty("Method", new ScalarValue(context.Request.Method)),
            new LogEventProperty("Path", new ScalarValue(LogText.Clean(path))),
            new LogEventProperty("Status", new ScalarValue(Status(context, status))),
            new LogEventProperty("Milliseconds", new ScalarValue(Math.Round(milliseconds, 1))),
            new LogEventProperty("RequestId", new ScalarValue(context.TraceIdentifier)),
        ];
    });

    /// <summary>Status of the response; 499 when the client left before it.</summary>
    public static int StatusOf(HttpContext context) => Status(context, context.Response.StatusCode);

    private static int Status(HttpContext context, int status) => context.RequestAborted.IsCancellationRequested ? ClientGone : status;

    private static LogEventLevel Level(HttpContext context, int status) => status switch
    {
        ClientGone => LogEventLevel.Debug,
        >= 500 and not StatusCodes.Status503ServiceUnavailable => LogEventLevel.Error,
        _ when context.Request.Path.StartsWithSegments("/health") => LogEventLevel.Debug,
        _ => LogEventLevel.Information,
    };
}
