using System.Globalization;
using System.Net;
using RoDLA.Api.Access;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Limits;

/// <summary>Requests a minute by family and client, requests of a key at once, and proxies.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task Detect_OverTheLimit_IsRefusedWithHeaders()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_RATE_LIMITS"] = "on", ["RODLA_RATE_DETECT"] = "2" });
        using HttpResponseMessage first = await server.DetectAsync();
        using HttpResponseMessage second = await server.DetectAsync();

        using HttpResponseMessage third = await server.DetectAsync();

        Assert.Equal(
            (HttpStatusCode.OK, "2", "1"), (first.StatusCode, Header(first, "RateLimit-Limit"), Header(first, "RateLimit-Remaining")));
        Assert.Equal((HttpStatusCode.OK, "0"), (second.StatusCode, Header(second, "RateLimit-Remaining")));
        await ProblemAssert.IsAsync(third, HttpStatusCode.TooManyRequests, "rate_limit_exceeded");
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("0", Header(third, "RateLimit-Remaining"));

        // Another family has a limit of its own, and probes have none.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/perturbations/info"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
    }

    [Theory]
    [InlineData("/api/detect", "10")]
    [InlineData("/api/perturb", "20")]
    [InlineData("/api/generate-perturbations", "20")]
    [InlineData("/api/detect-with-perturbation", "10")]
    [InlineData("/api/detect-batch", "100")]
    public async Task Endpoint_Defaults_AreThoseOfTheDocuments(string path, string limit)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_RATE_LIMITS"] = "on" });

        using HttpResponseMessage response = await server.PostAsync(path);

        Assert.Equal(limit, Header(response, "RateLimit-Limit"));
    }

    [Fact]
    public async Task Limits_ByDefault_AreOff()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        for (int i = 0; i < 20; i++)
        {
            using HttpResponseMessage response = await server.DetectAsync();
            Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, Header(response, "RateLimit-Limit")));
        }
    }

    [Fact]
    public async Task Key_AtItsLimit_DoesNotCountForAnother()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "keys.json");
        (ApiKey first, string firstSecret) = ApiKey.Create("first", AccessRole.Submit, DateTimeOffset.UtcNow);
        (ApiKey second, string secondSecret) = ApiKey.Create("second", AccessRole.Submit, DateTimeOffset.UtcNow);
        await KeyFile.WriteAsync(file, [first, second], CancellationToken.None);
        await using ApiServer server = await ApiServer.StartAsync(
            new() { ["RODLA_API_KEYS_FILE"] = file, ["RODLA_RATE_LIMITS"] = "on", ["RODLA_RATE_OTHER"] = "1" });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/batch", (ApiKeyHandler.HeaderName, firstSecret)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(server, "/api/v1/batch", (ApiKeyHandler.HeaderName, firstSecret)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/batch", (ApiKeyHandler.HeaderName, secondSecret)));
    }

    [Fact]
    public async Task Key_WithTooManyRequestsInFlight_IsRefusedUntilOneEnds()
    {
        const string Key = "a-key-with-one-place";
        await using ApiServer server = await ApiServer.StartAsync(
            new() { ["RODLA_API_KEY"] = Key, ["RODLA_MAX_CONCURRENT_PER_KEY"] = "1" });
        server.Client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, Key);
        string id = await server.SubmitAsync(1);
        using HttpResponseMessage ended = await server.GetAsync($"/api/batch-job/{id}?wait=30");
        using HttpClient other = new() { BaseAddress = server.Address };
        other.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, Key);
        Gate gate = Gate.Before(server.Fake);

        Task<HttpResponseMessage> held = server.DetectAsync();
        await gate.BegunAsync();
        using HttpResponseMessage refused = await other.GetAsync(new Uri("/api/v1/batch", UriKind.Relative));
        gate.Open();
        using HttpResponseMessage first = await held;
        using HttpResponseMessage again = await other.GetAsync(new Uri("/api/v1/batch", UriKind.Relative));

        await ProblemAssert.IsAsync(refused, HttpStatusCode.TooManyRequests, "rate_limit_exceeded");
        Assert.Equal("1", refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
    }

    [Theory]
    [InlineData("", "203.0.113.1", "203.0.113.2", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.1,::1", "203.0.113.1", "203.0.113.2", HttpStatusCode.OK)]
    [InlineData("127.0.0.0/8", "203.0.113.1", "203.0.113.1", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.1", "2001:db8::1", "2001:db8::2", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.1", "2001:db8::1", "2001:db8:0:1::1", HttpStatusCode.OK)]
    [InlineData("10.0.0.1", "203.0.113.1", "203.0.113.2", HttpStatusCode.TooManyRequests)]
    public async Task Address_BehindAProxy_CountsWhenTheProxyIsTrusted(string trusted, string first, string second, HttpStatusCode expected)
    {
        await using ApiServer server = await ApiServer.StartAsync(
            new() { ["RODLA_RATE_LIMITS"] = "on", ["RODLA_RATE_OTHER"] = "1", ["RODLA_TRUSTED_PROXIES"] = trusted });

        await StatusAsync(server, "/api/v1/batch", ("X-Forwarded-For", first));

        Assert.Equal(expected, await StatusAsync(server, "/api/v1/batch", ("X-Forwarded-For", second)));
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : "";

    private static async Task<HttpStatusCode> StatusAsync(ApiServer server, string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request);
        return response.StatusCode;
    }
}
