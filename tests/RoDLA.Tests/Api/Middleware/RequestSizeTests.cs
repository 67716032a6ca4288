using System.Net;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

/// <summary>Refusals that the web server would make without a body and a request id.</summary>
public sealed class RequestSizeTests
{
    [Theory]
    [InlineData(8100, 200)]
    [InlineData(8300, 414)]
    [InlineData(30_000, 414)]
    public async Task Request_LongTarget_IsAProblem(int length, int expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri("/health/live?" + new string('x', length), UriKind.Relative));

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected != 200)
        {
            await ProblemAssert.IsAsync(response, (HttpStatusCode)expected, "uri_too_long");
        }
    }

    [Theory]
    [InlineData(1, 30_000, 200)]
    [InlineData(1, 33_000, 431)]
    [InlineData(1, 100_000, 431)]
    [InlineData(90, 10, 200)]
    [InlineData(110, 10, 431)]
    public async Task Request_LargeHeaders_IsAProblem(int count, int length, int expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live");
        for (int i = 0; i < count; i++)
        {
            request.Headers.Add($"X-Test-{i}", new string('x', length));
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected != 200)
        {
            await ProblemAssert.IsAsync(response, (HttpStatusCode)expected, "headers_too_large");
        }
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("GET /health/live HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nno header\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n")]
    [InlineData("POST /api/detect HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n")]
    public async Task Request_Malformed_IsRefusedWithoutABodyAndOthersAreAnswered(string request)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync(request);

        // The web server's own refusal: it offers no way to add a body (docs/security.md).
        Assert.Matches("^HTTP/1.1 (400 Bad Request|505 HTTP Version Not Supported)\r\nContent-Length: 0\r\n", await connection.ReadAsync());
        using HttpResponseMessage next = await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }
}
