using Prometheus;
using RoDLA.Analysis.Telemetry;
using RoDLA.Api.Middleware;

namespace RoDLA.Api.Monitoring;

/// <summary>Counts the requests and measures their time, by method and route template, so that the number of series is bounded.</summary>
internal sealed class RequestMetrics
{
    private const string NoRoute = "none";

    // Other methods would be a label that clients choose.
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private readonly RequestDelegate _next;
    private readonly TimeProvider _time;
    private readonly Counter _requests;
    private readonly Histogram _durations;
    private readonly Gauge _inFlight;

    public RequestMetrics(RequestDelegate next, IMetricFactory factory, TimeProvider time)
    {
        (_next, _time) = (next, time);
        _requests = factory.CreateCounter("api_requests_total", "Total number of API requests.", ["method", "endpoint", "status"]);
        _durations = factory.CreateHistogram(
            "api_request_duration_seconds",
            "Time of a request, upload and download included.",
            ["method", "endpoint"],
            new HistogramConfiguration { Buckets = Buckets.OfSteps });
        _inFlight = factory.CreateGauge("rodla_requests_in_flight", "Requests that are being answered.");
    }

    public async Task InvokeAsync(HttpContext context)
    {
        long start = _time.GetTimestamp();
        string method = Methods.Contains(context.Request.Method) ? context.Request.Method : "other";
        using (_inFlight.TrackInProgress())
        {
            await _next(context);
        }

        string endpoint = (RoutedEndpoint.Of(context) as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
        _requests.WithLabels(method, endpoint, RequestLog.StatusOf(context).ToString(CultureInfo.InvariantCulture)).Inc();
        _durations.WithLabels(method, endpoint).Observe(_time.GetElapsedTime(start).TotalSeconds);
    }
}
