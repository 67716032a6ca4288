using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

public sealed class RequestIdTests
{
    [Theory]
    [InlineData("client-42_a.B")]
    [InlineData("0")]
    public async Task Request_SaneId_ComesBack(string id)
    {
        Assert.Equal(id, await IdOfAsync(id));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("<script>")]
    public async Task Request_StrangeId_IsReplaced(string id)
    {
        string answered = await IdOfAsync(id);

        Assert.NotEqual(id, answered);
        Assert.Matches("^[0-9a-f]{32}$", answered);
    }

    [Fact]
    public async Task Request_IdThatIsNotUtf8_IsReplaced()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync($"GET /nothing HTTP/1.1\r\nHost: {server.Address.Authority}\r\nX-Request-Id: \u00ff\r\n\r\n");

        Assert.Matches("(?s)^HTTP/1.1 404 .*X-Request-Id: [0-9a-f]{32}\r\n", await connection.ReadAsync());
    }

    [Fact]
    public async Task Request_LongId_IsReplaced()
    {
        Assert.Equal(new string('a', 128), await IdOfAsync(new string('a', 128)));
        Assert.Matches("^[0-9a-f]{32}$", await IdOfAsync(new string('a', 129)));
    }

    [Theory]
    [InlineData("/health/live", "2.1.0")]
    [InlineData("/nothing", "2.1.0")]
    [InlineData("/docs/index.html", "2.1.0")]
    [InlineData("/api/v1/batch", "1.0")]
    [InlineData("/api/v1/nothing", "1.0")]
    public async Task Response_Any_CarriesVersionAndSecurityHeaders(string path, string version)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(response.Headers.GetValues("X-Request-Id")));
        Assert.Equal(version, Assert.Single(response.Headers.GetValues("X-API-Version")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    private static async Task<string> IdOfAsync(string id)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live");
        request.Headers.TryAddWithoutValidation("X-Request-Id", id);
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        return Assert.Single(response.Headers.GetValues("X-Request-Id"));
    }
}
