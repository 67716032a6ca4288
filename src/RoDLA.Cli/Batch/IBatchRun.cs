using RoDLA.Cli.Output;

namespace RoDLA.Cli.Batch;

/// <summary>Does the work of a batch.</summary>
internal interface IBatchRun
{
    /// <summary>Does the work and waits for its end; when interrupted, cancels the job and waits for its end.</summary>
    /// <param name="files">The files, at least one.</param>
    /// <param name="progress">Gets the progress.</param>
    /// <param name="interrupted">Cancels the job.</param>
    /// <returns>How it ended; null when it was not started, after a message with the reason.</returns>
    Task<BatchOutcome?> RunAsync(IReadOnlyList<BatchFile> files, ProgressBar progress, CancellationToken interrupted);
}
