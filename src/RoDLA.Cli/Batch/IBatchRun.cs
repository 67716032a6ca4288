namespace RoDLA.Cli.Batch;

/// <summary>Does the work of a batch.</summary>
internal interface IBatchRun
{
    /// <summary>Does it, and waits for its end; an interrupted one is cancelled, and its end is waited for all the same.</summary>
    /// <param name="files">The files, one at least.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="interrupted">Somebody wants it to end.</param>
    /// <returns>How it ended; null when it was not begun, and why was told.</returns>
    Task<BatchOutcome?> RunAsync(IReadOnlyList<BatchFile> files, BatchProgress progress, CancellationToken interrupted);
}
