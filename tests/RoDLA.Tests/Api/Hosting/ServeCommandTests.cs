using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoDLA.Api.Hosting;
using RoDLA.Cli.Configuration;
using RoDLA.Detection;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Cli;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serve_BackgroundServiceFails_SaysWhyAndTheExitCodeIs1()
    {
        (int exit, string error) = await ServeAsync(services => services.AddHostedService<FailingService>());

        Assert.Equal(1, exit);
        Assert.Contains("The pump is stuck.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ModelFails_TheExitCodeIs1()
    {
        (int exit, _) = await ServeAsync(services => services.AddHostedService<StoppingService>(), DetectorState.Failed);

        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task Serve_ToldToStop_TheExitCodeIs0()
    {
        (int exit, string error) = await ServeAsync(services => services.AddHostedService<StoppingService>());

        Assert.Equal(0, exit);
        Assert.Equal("", error);
    }

    [Theory]
    [InlineData("RODLA_API_KEY", "--api-host", "0.0.0.0")]
    [InlineData("RODLA_API_KEY", "--api-host", "*")]
    [InlineData("RODLA_API_KEY", "--urls", "http://127.0.0.1:0;http://192.0.2.1:0")]
    [InlineData("RODLA_API_KEY", "--http_ports", "0")]
    [InlineData("RODLA_API_KEY", "--Kestrel:Endpoints:A:Url", "http://name.example:0")]
    public async Task Serve_PublicAddressWithoutAKey_RefusesToStart(string setting, params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync([.. arguments, "--log-level", "fatal"]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(setting, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--api-host", "0.0.0.0", "--api-key", "a-long-enough-key")]
    [InlineData("--api-host", "0.0.0.0", "--allow-anonymous", "true")]
    [InlineData("--urls", "http://localhost:0")]
    [InlineData("--urls", "http://[::1]:0")]
    public void Serve_PublicAddressWithAKeyOrAlone_IsSafe(params string[] arguments)
    {
        Dictionary<string, string> values = [];
        for (int i = 0; i < arguments.Length; i += 2)
        {
            values[arguments[i] switch
            {
                "--api-host" => "Api:Host",
                "--api-key" => "Access:ApiKey",
                "--allow-anonymous" => "Access:AllowAnonymous",
                _ => "urls",
            }] = arguments[i + 1];
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values!).Build();
        ListenAddress.Apply(configuration);

        Assert.Null(ListenAddress.WhyUnsafe(configuration, configuration.GetSection("Access").Get<AccessOptions>() ?? new()));
    }

    private static async Task<(int Exit, string Error)> ServeAsync(
        Action<IServiceCollection> add, DetectorState state = DetectorState.Ready)
    {
        using TemporaryFolder folder = new();
        FakeDetection fake = new() { Status = new DetectorStatus(state, null, null) };
        ProgramRun run = await ProgramRun.OfAsync(
            ["--api-port", "0", "--log-level", "fatal", "--output-dir", folder.Path, "--temp-dir", folder.Path],
            services =>
            {
                ApiServer.UseFake(services, fake);
                add(services);
            });
        return (run.Exit, run.Error);
    }

    private sealed class FailingService : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Delay(50, stoppingToken);
            throw new InvalidOperationException("The pump is stuck.");
        }
    }

    private sealed class StoppingService(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Delay(50, stoppingToken);
            lifetime.StopApplication();
        }
    }
}
