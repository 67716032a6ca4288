using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Access;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Access;

/// <summary>API keys, roles and tickets, on HTTP, WebSockets and event streams.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Key = "a-key-of-the-operator";

    private readonly TemporaryFolder _folder = new();

    private string KeysFile => Path.Combine(_folder.Path, "keys.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("GET", "/docs/index.html", HttpStatusCode.OK)]
    [InlineData("GET", "/redoc/index.html", HttpStatusCode.OK)]
    [InlineData("GET", "/openapi.json", HttpStatusCode.OK)]
    [InlineData("GET", "/health", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/model-info", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/detect", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/detect-batch", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/v1/batch", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/v1/batch/x/ws", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/batch-job/x/events", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/nothing", HttpStatusCode.Unauthorized)]
    public async Task Request_WithoutAKey_MayReadDocsAndProbesAlone(string method, string path, HttpStatusCode expected)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEY"] = Key });
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Unauthorized)
        {
            await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "unauthorized");
            Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Theory]
    [InlineData("X-API-Key", Key, HttpStatusCode.OK)]
    [InlineData("Authorization", "Bearer " + Key, HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer " + Key, HttpStatusCode.OK)]
    [InlineData("Authorization", "Basic " + Key, HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", Key + "x", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "", HttpStatusCode.Unauthorized)]
    public async Task Request_WithAKey_IsAnsweredWhenItIsValid(string header, string value, HttpStatusCode expected)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEY"] = Key });
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect") { Content = ApiServer.Form([1, 2, 3]) };
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(AccessRole.Read, "GET", "/api/model-info", true)]
    [InlineData(AccessRole.Read, "POST", "/api/detect", false)]
    [InlineData(AccessRole.Read, "DELETE", "/api/batch-job/x", false)]
    [InlineData(AccessRole.Read, "POST", "/api/v1/tickets", true)]
    [InlineData(AccessRole.Submit, "GET", "/api/model-info", true)]
    [InlineData(AccessRole.Submit, "DELETE", "/api/batch-job/x", true)]
    [InlineData(AccessRole.Admin, "DELETE", "/api/batch-job/x", true)]
    public async Task Request_OfARole_IsAnsweredAsFarAsTheRoleReaches(AccessRole role, string method, string path, bool reaches)
    {
        await using ApiServer server = await StartAsync(await AddAsync("tester", role));
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        if (reaches)
        {
            Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.NotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
        }
        else
        {
            JsonElement problem = await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, "forbidden");
            Assert.Contains("tester", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task KeyFile_KeyIsAddedAndRemoved_CountsWithoutARestart()
    {
        string first = await AddAsync("first", AccessRole.Read);
        await using ApiServer server = await StartAsync(first);
        string second = await AddAsync("second", AccessRole.Read);

        await ApiServer.EventuallyAsync(() => StatusAsync(server, second).GetAwaiter().GetResult() == HttpStatusCode.OK);
        await KeyFile.WriteAsync(KeysFile, [.. KeyFile.Read(KeysFile).Where(key => key.Name == "second")], CancellationToken.None);
        await ApiServer.EventuallyAsync(() => StatusAsync(server, first).GetAwaiter().GetResult() == HttpStatusCode.Unauthorized);

        await File.WriteAllTextAsync(KeysFile, "{");
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, second));
    }

    [Fact]
    public async Task Events_WithATicket_AreSentOnce()
    {
        await using ApiServer server = await StartAsync(await AddAsync("browser", AccessRole.Submit));
        string id = await server.SubmitAsync(1);
        string ticket = await TicketAsync(server);
        using HttpClient browser = new() { BaseAddress = server.Address };

        using HttpResponseMessage first = await browser.GetAsync(
            new Uri($"/api/batch-job/{id}/events?ticket={ticket}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using HttpResponseMessage again = await browser.GetAsync(new Uri($"/api/batch-job/{id}/events?ticket={ticket}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await ProblemAssert.IsAsync(again, HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Socket_WithATicket_IsOpened()
    {
        await using ApiServer server = await StartAsync(await AddAsync("browser", AccessRole.Submit));
        string id = await server.SubmitAsync(1);
        string ticket = await TicketAsync(server);
        using ClientWebSocket socket = new();

        await socket.ConnectAsync(
            new Uri($"ws://{server.Address.Authority}/api/v1/batch/{id}/ws?ticket={ticket}"), CancellationToken.None);

        WebSocketReceiveResult received = await socket.ReceiveAsync(new ArraySegment<byte>(new byte[65536]), CancellationToken.None);
        Assert.Equal(WebSocketMessageType.Text, received.MessageType);
    }

    [Theory]
    [InlineData("/api/model-info?ticket=")]
    [InlineData("/api/v1/batch?ticket=")]
    public async Task Ticket_ForAnythingElse_IsNotTaken(string path)
    {
        await using ApiServer server = await StartAsync(await AddAsync("browser", AccessRole.Admin));
        string ticket = await TicketAsync(server);
        using HttpClient browser = new() { BaseAddress = server.Address };

        using HttpResponseMessage response = await browser.GetAsync(new Uri(path + ticket, UriKind.Relative));

        await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Request_WhenAccessIsOff_NeedsNoKey()
    {
        await using ApiServer server = await ApiServer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, key: null));
    }

    [Fact]
    public async Task Documentation_TableOfRoles_IsThatOfTheEndpoints()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        IEnumerable<string> rows =
            from endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null
            let methods = string.Join(' ', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            let role = RequiredRole.Of(endpoint.Metadata) is { } needed ? needed.ToString().ToLowerInvariant() : "none"
            orderby endpoint.RoutePattern.RawText, methods
            select $"| `{methods}` | `{endpoint.RoutePattern.RawText}` | {role} |";

        string[] expected = [.. rows];
        string document = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "access.md"));
        string[] actual = [.. document.Split('\n').Where(
            line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("` | `/", StringComparison.Ordinal))];

        Assert.True(expected.SequenceEqual(actual), "docs/access.md should have this table:\n" + string.Join('\n', expected));
    }

    private static async Task<string> TicketAsync(ApiServer server)
    {
        using HttpResponseMessage response = await server.PostAsync("/api/v1/tickets");
        return (await response.JsonAsync(HttpStatusCode.OK)).GetProperty("ticket").GetString()!;
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiServer server, string? key)
    {
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/model-info");
        if (key is not null)
        {
            request.Headers.Add(ApiKeyHandler.HeaderName, key);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<string> AddAsync(string name, AccessRole role)
    {
        (ApiKey key, string secret) = ApiKey.Create(name, role, DateTimeOffset.UtcNow);
        await KeyFile.WriteAsync(KeysFile, [.. File.Exists(KeysFile) ? KeyFile.Read(KeysFile) : [], key], CancellationToken.None);
        return secret;
    }

    private async Task<ApiServer> StartAsync(string key)
    {
        ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEYS_FILE"] = KeysFile });
        server.Client.DefaultRequestHeaders.Add(ApiKeyHandler.HeaderName, key);
        return server;
    }
}
