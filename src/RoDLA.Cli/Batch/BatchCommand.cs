using RoDLA.Imaging;
using RoDLA.Jobs.States;

namespace RoDLA.Cli.Batch;

/// <summary>Detects the layout of many files as one job, in this process or on a service, and tells what became of each.</summary>
/// <param name="invocation">What to do.</param>
/// <param name="services">The parts of the service.</param>
/// <param name="run">Does the work.</param>
/// <param name="output">Gets the table.</param>
/// <param name="error">Gets progress and failures.</param>
internal sealed class BatchCommand(
    Invocation invocation, IServiceProvider services, IBatchRun run, TextWriter output, TextWriter error)
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 when every image succeeded and all was written, 1 when not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        using Interrupt interrupt = new(cancellationToken);
        BatchFiles files = new(services.GetRequiredService<IPageReader>(), invocation.Batch.Pattern);
        foreach (string path in invocation.Files)
        {
            await files.AddAsync(path, invocation.Files.Count > 1, interrupt.Token);
        }

        await TellAsync(files);
        if (files.Files.Count == 0)
        {
            await error.WriteLineAsync("There is no image to work on.");
            return ExitCode.Failure;
        }

        long start = time.GetTimestamp();
        BatchProgress progress = new(Console.IsErrorRedirected ? null : error);
        BatchOutcome? outcome;
        try
        {
            outcome = await run.RunAsync(files.Files, progress, interrupt.Token);
        }
        finally
        {
            progress.Clear();
        }

        if (outcome is null)
        {
            return ExitCode.Failure;
        }

        await BatchTable.WriteAsync(output, outcome, time.GetElapsedTime(start));
        await TellAsync(outcome);
        return outcome is { Status: JobState.Completed, Error: null } && files.Refused.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task TellAsync(BatchFiles files)
    {
        foreach (string refused in files.Refused)
        {
            await error.WriteLineAsync(refused);
        }

        if (files.PassedOver > 0)
        {
            await error.WriteLineAsync($"{files.PassedOver} {(files.PassedOver == 1 ? "file is no image and was" : "files are no images and were")} passed over.");
        }
    }

    private async Task TellAsync(BatchOutcome outcome)
    {
        if (outcome.Where is { } where)
        {
            await output.WriteLineAsync($"Results: {where}");
        }

        foreach (string file in outcome.Exports)
        {
            await output.WriteLineAsync($"Export: {file}");
        }

        if (outcome.Error is { } reason)
        {
            await error.WriteLineAsync(reason);
        }
    }
}
