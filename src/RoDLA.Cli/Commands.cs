using System.Net.Sockets;
using RoDLA.Analysis.Datasets;
using RoDLA.Cli.Batch;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using RoDLA.Detection.Models;

namespace RoDLA.Cli;

/// <summary>The program: reads the command line, runs the command, and says in plain words what went wrong.</summary>
/// <param name="variable">Looks up an environment variable.</param>
/// <param name="output">Gets the answers.</param>
/// <param name="error">Gets everything else.</param>
/// <param name="replace">Puts other services in place of the service's own.</param>
internal sealed class Commands(
    Func<string, string?> variable, TextWriter output, TextWriter error, Action<IServiceCollection>? replace = null)
{
    /// <summary>Runs the server.</summary>
    public required Func<Invocation, CancellationToken, Task<int>> Serve { get; init; }

    /// <summary>Prints the OpenAPI document.</summary>
    public required Func<Invocation, CancellationToken, Task<int>> OpenApi { get; init; }

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
                await output.WriteLineAsync($"RoDLA.Api {typeof(Commands).Assembly.GetName().Version!.ToString(3)}");
                return ExitCode.Success;
            case CommandKind.OpenApi:
                return await OpenApi(invocation, cancellationToken);
            case CommandKind.Models:
                using (IHost host = CommandHost.Create(invocation, variable, replace))
                {
                    return await ModelsCommand.RunAsync(host.Services, output, cancellationToken);
                }

            case CommandKind.Detect:
                using (IHost host = CommandHost.Create(invocation, variable, replace))
                {
                    return await new DetectCommand(invocation, host, output, error).RunAsync(cancellationToken);
                }

            case CommandKind.Batch when invocation.Batch.Server is { } server:
                using (IHost host = CommandHost.Create(invocation, variable, replace))
                using (HttpClient client = new() { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan })
                {
                    RemoteBatch batch = new(invocation, client, host.Services.GetRequiredService<TimeProvider>(), error);
                    return await new BatchCommand(invocation, host.Services, batch, output, error).RunAsync(cancellationToken);
                }

            case CommandKind.Batch:
                using (IHost host = CommandHost.Create(invocation, variable, services =>
                {
                    services.AddLocalBatch(invocation);
                    replace?.Invoke(services);
                }))
                {
                    LocalBatch batch = new(invocation, host, error);
                    return await new BatchCommand(invocation, host.Services, batch, output, error).RunAsync(cancellationToken);
                }

            case CommandKind.Perturb:
                using (IHost host = CommandHost.Create(invocation, variable, replace))
                {
                    return await new PerturbCommand(invocation, host.Services, error).RunAsync(cancellationToken);
                }

            case CommandKind.PerturbDataset:
                using (IHost host = CommandHost.Create(invocation, variable, replace))
                {
                    return await new PerturbDatasetCommand(invocation, host.Services, output, error).RunAsync(cancellationToken);
                }

            default:
                return await Serve(invocation, cancellationToken);
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
