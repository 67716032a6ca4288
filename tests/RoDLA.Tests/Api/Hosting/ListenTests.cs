using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

/// <summary>The standard settings of ASP.NET Core, on real Kestrel.</summary>
public sealed class ListenTests
{
    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:{0}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0}")]
    [InlineData("DOTNET_URLS", "http://localhost:{0}")]
    [InlineData("Kestrel__Endpoints__Plain__Url", "http://127.0.0.1:{0}")]
    public async Task Variable_OfTheFramework_IsFollowed(string name, string value)
    {
        int port = FreePort();

        await using ApiServer server = await StartAsync(new() { [name] = string.Format(null, value, port) });

        await AssertAnswersAsync(new Uri($"http://127.0.0.1:{port}"));
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:{0}", "ASPNETCORE_URLS", "http://127.0.0.1:1")]
    [InlineData("http_ports", "{0}", "ASPNETCORE_HTTP_PORTS", "1")]
    [InlineData("Kestrel:Endpoints:Plain:Url", "http://127.0.0.1:{0}", "ASPNETCORE_URLS", "http://127.0.0.1:1")]
    public async Task Switch_OfTheFramework_WinsOverAVariable(string key, string value, string variable, string other)
    {
        int port = FreePort();

        await using ApiServer server = await StartAsync(
            new() { [variable] = other }, new() { [key] = string.Format(null, value, port) });

        await AssertAnswersAsync(new Uri($"http://127.0.0.1:{port}"));
    }

    [Theory]
    [InlineData("RODLA_API_PORT", "{0}", "127.0.0.1")]
    [InlineData("Api__Port", "{0}", "127.0.0.1")]
    public async Task OwnAddress_Set_WinsOverTheStandardOnes(string name, string value, string host)
    {
        int port = FreePort();

        await using ApiServer server = await StartAsync(new()
        {
            [name] = string.Format(null, value, port),
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:1",
            ["ASPNETCORE_HTTP_PORTS"] = "2",
            ["Kestrel__Endpoints__Plain__Url"] = "http://127.0.0.1:3",
        });

        Assert.Equal([$"http://{host}:{port}"], server.App.Urls);
        await AssertAnswersAsync(new Uri($"http://{host}:{port}"));
    }

    [Fact]
    public async Task OwnHost_Set_KeepsItsOwnPort()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_HOST"] = "localhost" });

        Assert.StartsWith("http://127.0.0.1:", Assert.Single(server.App.Urls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_OfAnEndpoint_ServesTls()
    {
        using TemporaryFolder folder = new();
        int port = FreePort();
        string path = Path.Combine(folder.Path, "service.pfx");
        string thumbprint = WriteCertificate(path, "secret");

        await using ApiServer server = await StartAsync(new()
        {
            ["Kestrel__Endpoints__Tls__Url"] = $"https://127.0.0.1:{port}",
            ["Kestrel__Endpoints__Tls__Certificate__Path"] = path,
            ["Kestrel__Endpoints__Tls__Certificate__Password"] = "secret",
        });

        string? served = null;
        using HttpClientHandler handler = new();
        handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (served = certificate!.Thumbprint) is not null;
        using HttpClient client = new(handler);
        using HttpResponseMessage response = await client.GetAsync(new Uri($"https://127.0.0.1:{port}/health/live"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(thumbprint, served);
    }

    [Theory]
    [InlineData(null, "any.example", 400)]
    [InlineData(null, "any.example:8000", 400)]
    [InlineData(null, "127.0.0.1.any.example", 400)]
    [InlineData(null, "localhost", 200)]
    [InlineData(null, "api.localhost:8000", 200)]
    [InlineData(null, "rodla-api:8000", 200)]
    [InlineData(null, "192.0.2.1", 200)]
    [InlineData(null, "[::1]:8000", 200)]
    [InlineData("*", "any.example", 200)]
    [InlineData("a.example;*.b.example", "a.example", 200)]
    [InlineData("a.example;*.b.example", "c.b.example:8000", 200)]
    [InlineData("a.example;*.b.example", "any.example", 400)]
    public async Task AllowedHosts_Set_RefusesOthers(string? allowed, string host, int expected)
    {
        Dictionary<string, string> variables = [];
        if (allowed is not null)
        {
            variables["AllowedHosts"] = allowed;
        }

        await using ApiServer server = await ApiServer.StartAsync(variables);
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected == 400)
        {
            await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "bad_request");
        }
    }

    [Fact]
    public async Task Environment_Switch_IsFollowed()
    {
        await using ApiServer server = await ApiServer.StartAsync(switches: new() { ["environment"] = "Staging" });

        Assert.Equal("Staging", server.App.Environment.EnvironmentName);
    }

    private static Task<ApiServer> StartAsync(Dictionary<string, string> variables, Dictionary<string, string?>? switches = null)
    {
        variables.TryAdd("RODLA_API_PORT", "");
        return ApiServer.StartAsync(variables, switches: switches);
    }

    private static async Task AssertAnswersAsync(Uri address)
    {
        using HttpClient client = new() { BaseAddress = address };
        using HttpResponseMessage response = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string WriteCertificate(string path, string password)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
        return certificate.Thumbprint;
    }
}
