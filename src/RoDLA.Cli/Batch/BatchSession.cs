using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Batch;

/// <summary>Detects the layout of many files as one job, in this process or on a service, and reports each image.</summary>
/// <param name="arguments">What to do.</param>
/// <param name="services">The services.</param>
/// <param name="run">Does the work.</param>
/// <param name="context">Gets the table, the progress and the failures.</param>
internal sealed class BatchSession(BatchArguments arguments, IServiceProvider services, IBatchRun run, CommandContext context)
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 when every image succeeded and all was written, 1 when not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        using Interrupt interrupt = new(cancellationToken);
        BatchFiles files = new(services.GetRequiredService<IPageReader>(), arguments.Pattern);
        foreach (string path in arguments.Files)
        {
            await files.AddAsync(path, arguments.Files.Count > 1, interrupt.Token);
        }

        Report(files);
        if (files.Files.Count == 0)
        {
            context.Terminal.WriteLine("There is no image to work on.");
            return ExitCode.Failure;
        }

        long start = time.GetTimestamp();
        BatchOutcome? outcome = await context.Terminal.ShowProgressAsync(bar => run.RunAsync(files.Files, bar, interrupt.Token));
        if (outcome is null)
        {
            return ExitCode.Failure;
        }

        BatchTable.Write(context.Output, outcome, time.GetElapsedTime(start));
        Report(outcome);
        return outcome is { Status: JobState.Completed, Error: null } && files.Refused.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private void Report(BatchFiles files)
    {
        foreach (string refused in files.Refused)
        {
            context.Terminal.WriteLine(refused);
        }

        if (files.Skipped > 0)
        {
            string what = files.Skipped == 1 ? "file is no image and was" : "files are no images and were";
            context.Terminal.WriteLine($"{files.Skipped} {what} passed over.");
        }
    }

    private void Report(BatchOutcome outcome)
    {
        if (outcome.Where is { } where)
        {
            context.Output.WriteLine($"Results: {where}");
        }

        foreach (string file in outcome.Exports)
        {
            context.Output.WriteLine($"Export: {file}");
        }

        if (outcome.Error is { } reason)
        {
            context.Terminal.WriteLine(reason);
        }
    }
}
