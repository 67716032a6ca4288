using System.Net.Sockets;
using System.Text;
using RoDLA.Analysis.Datasets;
using RoDLA.Api.CommandLine.Batch;
using RoDLA.Api.Configuration;
using RoDLA.Api.Docs;
using RoDLA.Api.Hosting;
using RoDLA.Detection.Models;

namespace RoDLA.Api.CommandLine;

/// <summary>The program: reads the command line, runs the command, and says in plain words what went wrong.</summary>
/// <param name="variable">Looks up an environment variable.</param>
/// <param name="output">Gets the answers.</param>
/// <param name="error">Gets everything else.</param>
/// <param name="replace">Puts other services in place of the service's own.</param>
internal sealed class Commands(
    Func<string, string?> variable, TextWriter output, TextWriter error, Action<IServiceCollection>? replace = null)
{
    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        Invocation invocation = CommandLineParser.Parse(arguments);
        if (invocation.Mistakes.Count > 0)
        {
            return Mistakes(invocation.Mistakes);
        }

        try
        {
            return await RunAsync(invocation, cancellationToken);
        }
        catch (ConfigurationException e)
        {
            return Mistakes(e.Mistakes);
        }
        catch (DatasetException e)
        {
            return Mistakes(e.Mistakes);
        }
        catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.Failure;
        }
        catch (SocketException e)
        {
            await error.WriteLineAsync($"The service cannot listen on the address that it was given: {e.Message}.");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
    }

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        switch (invocation.Command)
        {
            case CommandKind.Help:
                await output.WriteAsync(HelpText.Text);
                return ExitCode.Success;
            case CommandKind.Version:
                await output.WriteLineAsync($"RoDLA.Api {ApiVersion.Text}");
                return ExitCode.Success;
            case CommandKind.OpenApi:
                await using (WebApplication app = RodlaHost.CreateServer(invocation, variable, replace))
                {
                    byte[] document = await app.Services.GetRequiredService<OpenApiText>().GetAsync(cancellationToken);
                    await output.WriteAsync(Encoding.UTF8.GetString(document));
                }

                return ExitCode.Success;
            case CommandKind.Models:
                using (IHost host = RodlaHost.CreateCommandHost(invocation, variable, replace))
                {
                    return await ModelsCommand.RunAsync(host.Services, output, cancellationToken);
                }

            case CommandKind.Detect:
                using (IHost host = RodlaHost.CreateCommandHost(invocation, variable, replace))
                {
                    return await new DetectCommand(invocation, host, output, error).RunAsync(cancellationToken);
                }

            case CommandKind.Batch when invocation.Batch.Server is { } server:
                using (IHost host = RodlaHost.CreateCommandHost(invocation, variable, replace))
                using (HttpClient client = new() { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan })
                {
                    RemoteBatch batch = new(invocation, client, host.Services.GetRequiredService<TimeProvider>(), error);
                    return await new BatchCommand(invocation, host.Services, batch, output, error).RunAsync(cancellationToken);
                }

            case CommandKind.Batch:
                using (IHost host = RodlaHost.CreateCommandHost(invocation, variable, services =>
                {
                    services.AddLocalBatch(invocation);
                    replace?.Invoke(services);
                }))
                {
                    LocalBatch batch = new(invocation, host, error);
                    return await new BatchCommand(invocation, host.Services, batch, output, error).RunAsync(cancellationToken);
                }

            case CommandKind.Perturb:
                using (IHost host = RodlaHost.CreateCommandHost(invocation, variable, replace))
                {
                    return await new PerturbCommand(invocation, host.Services, error).RunAsync(cancellationToken);
                }

            case CommandKind.PerturbDataset:
                using (IHost host = RodlaHost.CreateCommandHost(invocation, variable, replace))
                {
                    return await new PerturbDatasetCommand(invocation, host.Services, output, error).RunAsync(cancellationToken);
                }

            default:
                await using (WebApplication app = RodlaHost.CreateServer(invocation, variable, replace))
                {
                    return await ServeCommand.RunAsync(app, output, error, cancellationToken);
                }
        }
    }

    private int Mistakes(IReadOnlyList<string> mistakes)
    {
        foreach (string mistake in mistakes)
        {
            error.WriteLine(mistake);
        }

        error.WriteLine("Nothing was started. --help tells how the program is used.");
        return ExitCode.Usage;
    }
}
