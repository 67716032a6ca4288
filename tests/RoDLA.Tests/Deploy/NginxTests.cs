using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Deploy;

/// <summary>Debian's nginx with the example configuration, with ports and certificate of the test, in front of the service.</summary>
public sealed class NginxTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private readonly int _plainPort = FreePort();
    private readonly HttpClient _client = new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator, AllowAutoRedirect = false,
    });

    private ApiServer _server = null!;

    private string Address => string.Create(CultureInfo.InvariantCulture, $"https://localhost:{_port}");

    public async Task InitializeAsync()
    {
        _server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_TRUSTED_PROXIES"] = "127.0.0.1", ["RODLA_RATE_LIMITS"] = "on" });
        _client.BaseAddress = new Uri(Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [ToolFact("nginx", "nginx-light")]
    public async Task Configuration_InFrontOfTheService_PassesRequestsUploadsAndEvents()
    {
        string configuration = await ConfigureAsync();
        using (Process check = Start("-t", configuration))
        {
            string text = await check.StandardError.ReadToEndAsync();
            await check.WaitForExitAsync();
            Assert.True(check.ExitCode == 0, text);
        }

        using Process nginx = Start("-q", configuration);
        try
        {
            await ListeningAsync();
            await PassesRequestsAsync();
            await PassesUploadsAsync();
            await PassesEventsAsync();
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
        }
    }

    private async Task PassesRequestsAsync()
    {
        using HttpResponseMessage model = await _client.GetAsync(new Uri("/api/model-info", UriKind.Relative));
        using HttpResponseMessage metrics = await _client.GetAsync(new Uri("/metrics", UriKind.Relative));
        using HttpResponseMessage plain = await _client.GetAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_plainPort}/docs")));

        Assert.Equal(HttpStatusCode.OK, model.StatusCode);
        Assert.True(model.Headers.Contains("X-Request-Id"));
        Assert.True(model.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(HttpStatusCode.NotFound, metrics.StatusCode);
        Assert.Equal(HttpStatusCode.MovedPermanently, plain.StatusCode);
        Assert.Equal("https://localhost/docs", plain.Headers.Location?.OriginalString);
    }

    // Larger than what nginx takes by default (1 MiB).
    private async Task PassesUploadsAsync()
    {
        using MultipartFormDataContent form = ApiServer.Form(new byte[3 * 1024 * 1024]);
        using HttpResponseMessage detected = await _client.PostAsync(new Uri("/api/detect", UriKind.Relative), form);
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, detected.StatusCode);
        Assert.True(detected.Headers.Contains("X-API-Version")); // The service answered, not nginx.
    }

    private async Task PassesEventsAsync()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Fake.Work = async token => await gate.Task.WaitAsync(token);
        string id = await _server.SubmitAsync(1);
        using HttpResponseMessage events = await _client.GetAsync(
            new Uri($"/api/batch-job/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using StreamReader reader = new(await events.Content.ReadAsStreamAsync());
        Assert.NotNull(await reader.ReadLineAsync()); // Arrives while the job is in work.

        using ClientWebSocket socket = new();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        await socket.ConnectAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"wss://localhost:{_port}/api/v1/batch/{id}/ws")), CancellationToken.None);
        byte[] buffer = new byte[65_536];
        WebSocketReceiveResult received = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
        Assert.Contains(id, Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
        gate.SetResult();
    }

    /// <summary>Writes the example with ports, certificate and service of the test, and a main configuration that includes it.</summary>
    private async Task<string> ConfigureAsync()
    {
        string example = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "nginx", "rodla-api.conf"));
        Dictionary<string, string> changes = new()
        {
            ["listen 80;"] = string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{_plainPort};"),
            ["listen 443 ssl http2;"] = string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{_port} ssl http2;"),
            ["server 127.0.0.1:8000;"] = $"server {_server.Address.Authority};",
            ["/etc/letsencrypt/live/api.example.org/"] = _folder.Path + "/",
            ["/var/log/nginx/"] = _folder.Path + "/",
        };
        foreach ((string text, string changed) in changes)
        {
            Assert.Contains(text, example, StringComparison.Ordinal);
            example = example.Replace(text, changed, StringComparison.Ordinal);
        }

        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "fullchain.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "rodla-api.conf"), example);
        string main = Path.Combine(_folder.Path, "nginx.conf");
        await File.WriteAllTextAsync(
            main,
            $$"""
            daemon off;
            pid {{_folder.Path}}/nginx.pid;
            error_log stderr;
            events {}
            http {
                client_body_temp_path {{_folder.Path}}/body;
                proxy_temp_path {{_folder.Path}}/proxy;
                fastcgi_temp_path {{_folder.Path}}/fastcgi;
                uwsgi_temp_path {{_folder.Path}}/uwsgi;
                scgi_temp_path {{_folder.Path}}/scgi;
                include {{_folder.Path}}/rodla-api.conf;
            }
            """);
        return main;
    }

    private async Task ListeningAsync()
    {
        for (int i = 0; i < 600; i++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        Assert.Fail("nginx does not listen.");
    }

    private Process Start(string option, string configuration) => Process.Start(
        new ProcessStartInfo("nginx", [option, "-e", "stderr", "-p", _folder.Path, "-c", configuration]) { RedirectStandardError = true })!;

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
