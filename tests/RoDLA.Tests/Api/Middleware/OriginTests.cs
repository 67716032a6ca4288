using System.Net;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

/// <summary>Requests that a web page of another origin can make a browser send.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("POST", "/api/detect")]
    [InlineData("POST", "/api/perturb")]
    [InlineData("POST", "/api/detect-batch")]
    [InlineData("POST", "/api/v1/batch")]
    [InlineData("POST", "/nothing")]
    [InlineData("DELETE", "/api/batch-job/x")]
    [InlineData("GET", "/api/batch-job/x/events")]
    [InlineData("GET", "/api/v1/batch/x/ws")]
    public async Task Request_OfAForeignPage_IsRefused(string method, string path)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_CORS_ORIGINS"] = "https://app.example" });
        foreach ((string header, string value) in ((string, string)[])
            [("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "http://localhost:1"), ("Sec-Fetch-Site", "cross-site")])
        {
            using HttpRequestMessage request = new(new HttpMethod(method), path) { Headers = { { header, value } } };
            using HttpResponseMessage response = await server.Client.SendAsync(request);

            await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, "origin_refused");
        }
    }

    [Theory]
    [InlineData("", "own", "same-origin")]
    [InlineData("", "https://name.of.the.proxy.example", "same-origin")]
    [InlineData("", null, "none")]
    [InlineData("", null, null)]
    [InlineData("https://app.example", "https://app.example", "cross-site")]
    [InlineData("*", "https://any.example", "cross-site")]
    public async Task Request_OfAnAllowedPageOrAProgram_IsAnswered(string allowed, string? origin, string? site)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_CORS_ORIGINS"] = allowed });
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = ApiServer.Form([1, 2, 3]) };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? server.Address.GetLeftPart(UriPartial.Authority) : origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Events_OfAnAllowedPage_AreSent()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_CORS_ORIGINS"] = "https://app.example" });
        string id = await server.SubmitAsync(1);
        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/batch-job/{id}/events") { Headers = { { "Origin", "https://app.example" } } };

        using HttpResponseMessage response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
