using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using RoDLA.Api.Access;
using RoDLA.Api.Errors;
using RoDLA.Api.Middleware;

namespace RoDLA.Api.Limits;

/// <summary>
/// Limits the requests of each client: those of a minute, by family of endpoints, and those of an API key that are in flight. Probes and
/// documentation are not limited.
/// </summary>
internal sealed partial class RateLimits : IDisposable
{
    private const int Segments = 12;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimitOptions _options;
    private readonly ILogger<RateLimits> _logger;
    private readonly PartitionedRateLimiter<HttpContext> _rates;
    private readonly PartitionedRateLimiter<HttpContext> _shares;
    private readonly PartitionedRateLimiter<HttpContext> _all;

    public RateLimits(IOptions<RateLimitOptions> options, ILogger<RateLimits> logger)
    {
        (_options, _logger) = (options.Value, logger);
        _rates = PartitionedRateLimiter.Create<HttpContext, (string, RequestFamily?)>(RateOf);
        _shares = PartitionedRateLimiter.Create<HttpContext, string>(ShareOf);
        _all = PartitionedRateLimiter.CreateChained(_shares, _rates);
    }

    /// <summary>The permit of a request, to be held until it is answered.</summary>
    /// <exception cref="ApiException">The client is over one of its limits.</exception>
    public async ValueTask<RateLimitLease> AcquireAsync(HttpContext context)
    {
        RateLimitLease lease = await _all.AcquireAsync(context, cancellationToken: context.RequestAborted);
        if (lease.IsAcquired)
        {
            return lease;
        }

        using (lease)
        {
            bool isRate = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after);
            string detail = isRate
                ? $"The limit is {PermitsOf(context)} requests of this kind a minute."
                : $"The limit is {_options.ConcurrentPerKey} requests of a key at once.";
            LogRefused(context.Request.Method, LogText.Clean(context.Request.Path), detail, ClientOf(context), context.TraceIdentifier);
            throw new ApiException(ProblemKind.RateLimited, detail) { RetryAfter = isRate ? after : TimeSpan.FromSeconds(1) };
        }
    }

    /// <summary>Writes the limit, and what is left of it, into the headers of the response.</summary>
    public void Announce(HttpContext context)
    {
        if (IsLimited(context) && _rates.GetStatistics(context) is { } left)
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers["RateLimit-Limit"] = PermitsOf(context).ToString(CultureInfo.InvariantCulture);
            headers["RateLimit-Remaining"] = left.CurrentAvailablePermits.ToString(CultureInfo.InvariantCulture);
            headers["RateLimit-Reset"] = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        _rates.Dispose();
        _shares.Dispose();
    }

    private RateLimitPartition<(string Client, RequestFamily? Family)> RateOf(HttpContext context)
    {
        (string Client, RequestFamily? Family) client = (ClientOf(context), FamilyOf(context));
        return IsLimited(context)
            ? RateLimitPartition.GetSlidingWindowLimiter(client, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = PermitsOf(context),
                Window = Window,
                SegmentsPerWindow = Segments,
            })
            : RateLimitPartition.GetNoLimiter(("", (RequestFamily?)null));
    }

    private RateLimitPartition<string> ShareOf(HttpContext context) => Caller.Name(context.User) is { } key && FamilyOf(context) is not null
        ? RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = _options.ConcurrentPerKey })
        : RateLimitPartition.GetNoLimiter("");

    private int PermitsOf(HttpContext context) => FamilyOf(context) switch
    {
        RequestFamily.Detect => _options.Detect,
        RequestFamily.Perturb => _options.Perturb,
        _ => _options.Other,
    };

    private bool IsLimited(HttpContext context) => _options.Mode == "on" && FamilyOf(context) is not null;

    // Null for probes, documentation and unknown paths, which are not limited.
    private static RequestFamily? FamilyOf(HttpContext context) =>
        RoutedEndpoint.Of(context)?.Metadata is { } metadata && metadata.GetMetadata<IAllowAnonymous>() is null
            ? metadata.OfType<RequestFamily>().LastOrDefault()
            : null;

    private static string ClientOf(HttpContext context) =>
        Caller.Name(context.User) ?? ClientNetwork.Of(context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();

    [LoggerMessage(4034, LogLevel.Warning, "Refused {Method} {Path}: {Reason} From {Client}, {RequestId}")]
    private partial void LogRefused(string method, string path, string reason, string client, string requestId);
}
