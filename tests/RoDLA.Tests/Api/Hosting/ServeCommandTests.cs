using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
