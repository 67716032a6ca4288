using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using RoDLA.Api.Access;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Access;

/// <summary>Keys, roles, tickets, limits and origins of one job on its three surfaces: its status, its event stream and its WebSocket.</summary>
public sealed class SurfaceTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _secrets = [];
    private ApiServer _server = null!;
    private string _job = "";

    public async Task InitializeAsync()
    {
        OwnKeys keys = new(_folder);
        _secrets["owner"] = await keys.AddAsync("owner", AccessRole.Submit);
        _secrets["reader"] = await keys.AddAsync("reader", AccessRole.Read);
        _server = await ApiServer.StartAsync(new()
        {
            ["RODLA_API_KEYS_FILE"] = keys.File,
            ["RODLA_CORS_ORIGINS"] = "https://app.example",
            ["RODLA_RATE_LIMITS"] = "on",
            ["RODLA_RATE_OTHER"] = "8",
        });
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/detect-batch") { Content = BatchCalls.Pages(1) };
        request.Headers.Add(ApiKeyHandler.HeaderName, _secrets["owner"]);
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        _job = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/api/batch-job/{0}", "/api/batch-job/{0}/events", "/api/batch-job/{0}/ws")]
    [InlineData("/api/v1/batch/{0}", "/api/v1/batch/{0}/events", "/api/v1/batch/{0}/ws")]
    [InlineData("/api/v1/jobs/{0}/status", "/api/v1/jobs/{0}/events", "/api/v1/jobs/{0}/ws")]
    public async Task Job_OnASurface_IsSeenByItsKeyAlone(string status, string events, string socket)
    {
        foreach (string path in (string[])[status, events])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(path, key: null));
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(path, "reader"));
            Assert.Equal(HttpStatusCode.OK, await GetAsync(path, "owner"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync(socket, key: null));
        Assert.Equal(HttpStatusCode.NotFound, await ConnectAsync(socket, "reader"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(socket, "owner"));
    }

    [Theory]
    [InlineData("/api/batch-job/{0}")]
    [InlineData("/api/v1/batch/{0}")]
    [InlineData("/api/v1/jobs/{0}")]
    public async Task Ticket_OnASurface_OpensEventsAndASocketOnce(string job)
    {
        string first = await TicketAsync();
        string second = await TicketAsync();

        Assert.Equal(HttpStatusCode.OK, await GetAsync($"{job}/events?ticket={first}", key: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync($"{job}/events?ticket={first}", key: null));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync($"{job}/ws?ticket={second}", key: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync($"{job}/ws?ticket={second}", key: null));
    }

    [Theory]
    [InlineData("/api/batch-job/{0}")]
    [InlineData("/api/v1/batch/{0}")]
    [InlineData("/api/v1/jobs/{0}")]
    public async Task Origin_OnASurface_OpensEventsAndASocketWhenItIsAllowed(string job)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync($"{job}/events", "owner", "https://evil.example"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync($"{job}/events", "owner", "https://app.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync($"{job}/ws", "owner", "https://evil.example"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync($"{job}/ws", "owner", "https://app.example"));
    }

    [Theory]
    [InlineData("/api/batch-job/{0}", "/api/batch-job/{0}/events", "/api/batch-job/{0}/ws")]
    [InlineData("/api/v1/batch/{0}", "/api/v1/batch/{0}/events", "/api/v1/batch/{0}/ws")]
    [InlineData("/api/v1/jobs/{0}/status", "/api/v1/jobs/{0}/events", "/api/v1/jobs/{0}/ws")]
    public async Task Limit_OnASurface_RefusesRequestsEventsAndSockets(string status, string events, string socket)
    {
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 8 && last == HttpStatusCode.OK; i++)
        {
            last = await GetAsync(status, "owner");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(events, "owner"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ConnectAsync(socket, "owner"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(status, "reader")); // Another key has a limit of its own.
    }

    private string Path(string path) => path.Replace("{0}", _job, StringComparison.Ordinal);

    private async Task<string> TicketAsync()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/tickets");
        request.Headers.Add(ApiKeyHandler.HeaderName, _secrets["owner"]);
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        JsonElement ticket = await response.JsonAsync(HttpStatusCode.OK);
        return ticket.GetProperty("ticket").GetString()!;
    }

    private async Task<HttpStatusCode> GetAsync(string path, string? key, string? origin = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Path(path));
        foreach ((string header, string? value) in ((string, string?)[])
            [(ApiKeyHandler.HeaderName, key is null ? null : _secrets[key]), ("Origin", origin)])
        {
            if (value is not null)
            {
                request.Headers.Add(header, value);
            }
        }

        using HttpResponseMessage response = await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> ConnectAsync(string path, string? key, string? origin = null)
    {
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        if (key is not null)
        {
            socket.Options.SetRequestHeader(ApiKeyHandler.HeaderName, _secrets[key]);
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new Uri($"ws://{_server.Address.Authority}{Path(path)}"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }

        return socket.HttpStatusCode;
    }
}
