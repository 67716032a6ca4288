using Prometheus;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace RoDLA.Api.Errors;

/// <summary>
/// Writes problems, in one shape for every cause and every Accept header: problem details, or the envelope of the inference API below its
/// routes.
/// </summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json, TimeProvider time, IMetricFactory metrics)
{
    /// <summary>Values of Content-Encoding that requests may have.</summary>
    public const string AcceptedEncodings = "gzip, br, deflate";

    private readonly Counter _problems =
        metrics.CreateCounter("rodla_problems_total", "Requests that were refused or failed, by error code.", ["code"]);

    /// <summary>Answers with <paramref name="exception"/>'s problem.</summary>
    public Task WriteAsync(HttpContext context, ApiException exception)
    {
        if (exception.RetryAfter is { } after)
        {
            int seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, exception.Kind, exception.Message, exception.Errors);
    }

    /// <summary>Answers with a problem of the kind <paramref name="kind"/>.</summary>
    public Task WriteAsync(HttpContext context, ProblemKind kind, string detail, IReadOnlyList<FieldError>? errors = null)
    {
        bool isEnvelope = InferenceRoutes.Includes(context.Request.Path);
        object problem = isEnvelope
            ? ErrorEnvelope.Of(kind, detail, context.TraceIdentifier, time.GetUtcNow(), errors)
            : Problem.Of(kind, detail, context.TraceIdentifier, errors);
        _problems.WithLabels(kind.Code).Inc();
        context.Response.StatusCode = isEnvelope ? InferenceProblem.Of(kind).Status : kind.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (kind == ProblemKind.UpgradeRequired)
        {
            context.Response.Headers.Upgrade = "websocket";
        }
        else if (kind == ProblemKind.Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"RoDLA API\"";
        }
        else if (kind == ProblemKind.UnknownEncoding)
        {
            context.Response.Headers.AcceptEncoding = AcceptedEncodings;
        }

        // Not cancelled: the time limit of the request may be over. With a length, the client of a refused upload has the whole response
        // before the connection closes.
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(problem, json.Value.SerializerOptions);
        context.Response.ContentType = isEnvelope ? "application/json; charset=utf-8" : Problem.ContentType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }
}
