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
    private readonly RequestCounts _counts;

    public RequestMetrics(RequestDelegate next, IMetricFactory factory, RequestCounts counts, TimeProvider time)
    {
        (_next, _counts, _time) = (next, counts, time);
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

        RouteEndpoint? route = RoutedEndpoint.Of(context) as RouteEndpoint;
        string endpoint = route?.RoutePattern.RawText ?? NoRoute;
        int status = RequestLog.StatusOf(context);
        double seconds = _time.GetElapsedTime(start).TotalSeconds;
        _requests.WithLabels(method, endpoint, status.ToString(CultureInfo.InvariantCulture)).Inc();
        _durations.WithLabels(method, endpoint).Observe(seconds);
        _counts.Add(status, seconds, isSubscription: route?.Metadata.GetMetadata<SameOriginOnly>() is not null);
    }
}
