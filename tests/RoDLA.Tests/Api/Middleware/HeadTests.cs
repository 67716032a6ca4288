using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

public sealed partial class HeadTests
{
    private static readonly string[] Volatile = ["Date", "X-Request-Id", "Transfer-Encoding"];

    [Fact]
    public async Task Head_EveryRouteWithGet_IsAnsweredAsGetWithoutABody()
    {
        await using ApiServer server = await Pages.ServeAsync();
        string id = await server.SubmitAsync(1);
        await server.EndAsync(id);
        string[] routes = [.. server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => e.RoutePattern.RawText!)];
        Assert.NotEmpty(routes);
        foreach (string route in routes)
        {
            string path = "/" + Parameter().Replace(route, m => m.Value switch
            {
                "{job_id}" => id,
                "{index:int}" => "0",
                _ => "class_distribution",
            }).TrimStart('/');
            using HttpResponseMessage head = await SendAsync(server, HttpMethod.Head, path);
            using HttpResponseMessage get = await SendAsync(server, HttpMethod.Get, path);

            Assert.True(get.StatusCode == head.StatusCode, $"{route}: {(int)get.StatusCode} for GET, {(int)head.StatusCode} for HEAD");
            Assert.Equal(Headers(get), Headers(head));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            if (get.Content.Headers.ContentLength is { } length)
            {
                Assert.Equal(length, head.Content.Headers.ContentLength);
            }
        }
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/detect", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/openapi.json", HttpStatusCode.OK)]
    public async Task Head_Answer_HasTheLengthOfGet(string path, HttpStatusCode expected)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        using HttpResponseMessage head = await SendAsync(server, HttpMethod.Head, path);
        using HttpResponseMessage get = await SendAsync(server, HttpMethod.Get, path);

        Assert.Equal(expected, head.StatusCode);
        Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private static Task<HttpResponseMessage> SendAsync(ApiServer server, HttpMethod method, string path)
    {
        HttpRequestMessage request = new(method, path) { Headers = { { "X-Request-Id", "the-same" } } };
        return server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static IEnumerable<string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers.Where(h => h.Key != "Content-Length")).Select(h => h.Key)
            .Except(Volatile).Order(StringComparer.Ordinal);
}
