using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

public sealed class CorsTests
{
    [Theory]
    [InlineData("", "https://a.example", null)]
    [InlineData("https://a.example, https://b.example:8443", "https://a.example", "https://a.example")]
    [InlineData("https://a.example, https://b.example:8443", "https://b.example:8443", "https://b.example:8443")]
    [InlineData("https://a.example", "https://c.example", null)]
    [InlineData("*", "https://c.example", "*")]
    public async Task Request_FromAnOrigin_IsAllowedWhenConfigured(string configured, string origin, string? expected)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_CORS_ORIGINS"] = configured });
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/model-info");
        request.Headers.Add("Origin", origin);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        response.Headers.TryGetValues("Access-Control-Allow-Origin", out IEnumerable<string>? allowed);
        Assert.Equal(expected, allowed?.Single());
    }
}
