using System.Net;
using System.Text.RegularExpressions;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

/// <summary>The program as its own process: exit codes, signals, output.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Serve_ToldToTerminate_EndsInOrder()
    {
        using TemporaryFolder folder = new();
        await using ServiceProcess service = ServiceProcess.Start(folder);
        Uri address = await service.AddressAsync();
        using HttpClient client = new() { BaseAddress = address };
        await ApiServer.EventuallyAsync(() => client.GetAsync(new Uri("/health/ready", UriKind.Relative)).GetAwaiter().GetResult().IsSuccessStatusCode);

        await service.TerminateAsync();

        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "uploads")));
    }

    [Fact]
    public async Task Serve_ModelIsMissing_SaysSoAndEndsWith1()
    {
        using TemporaryFolder folder = new();
        await using ServiceProcess service = ServiceProcess.Start(folder, "--model", "missing");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("missing", service.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ModelFileIsDamaged_SaysSoAndEndsWith1()
    {
        using TemporaryFolder folder = new();
        string model = Directory.CreateDirectory(Path.Combine(folder.Path, "models", "rodla-layout-s")).FullName;
        File.Copy(Path.Combine(RepositoryRoot.Path, "models", "rodla-layout-s", "model.json"), Path.Combine(model, "model.json"));
        await File.WriteAllTextAsync(Path.Combine(model, "model.onnx"), "damaged");
        await using ServiceProcess service = ServiceProcess.Start(folder, "--models-dir", Path.Combine(folder.Path, "models"));

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("SHA-256", service.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_PortIsTaken_SaysSoAndEndsWith1()
    {
        using TemporaryFolder folder = new();
        using System.Net.Sockets.TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using ServiceProcess service = ServiceProcess.Start(folder, "--api-port", $"{port}");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains($"{port}", service.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OutputFolderOfAnotherProcess_NamesItAndEndsWith3()
    {
        using TemporaryFolder folder = new();
        await using ServiceProcess first = ServiceProcess.Start(folder);
        await first.AddressAsync();
        await using ServiceProcess second = ServiceProcess.Start(folder);

        Assert.Equal(3, await second.ExitCodeAsync());
        Assert.Matches($@"is used by another process \(process \d+ on {Regex.Escape(Environment.MachineName)}, started \d{{4}}-.*Z\)", second.Text);
        Assert.DoesNotContain("   at ", second.Text, StringComparison.Ordinal);

        await first.KillAsync();
        await using ServiceProcess third = ServiceProcess.Start(folder);
        await third.AddressAsync();
    }

    [Fact]
    public async Task Serve_AddressOfAnotherMachine_SaysSoAndEndsWith1()
    {
        using TemporaryFolder folder = new();
        await using ServiceProcess service = ServiceProcess.Start(folder, "--api-host", "192.0.2.1", "--allow-anonymous", "true");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("cannot listen", service.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WrongSetting_SaysSoAndEndsWith2()
    {
        using TemporaryFolder folder = new();
        await using ServiceProcess service = ServiceProcess.Start(folder, "--api-port", "eight");

        Assert.Equal(2, await service.ExitCodeAsync());
        Assert.Contains("Api:Port", service.Text, StringComparison.Ordinal);
    }
}
