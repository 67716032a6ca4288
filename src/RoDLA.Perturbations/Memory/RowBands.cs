namespace RoDLA.Perturbations.Memory;

/// <summary>Spreads the rows of a page over threads, in bands; what a band computes must not depend on the others.</summary>
/// <param name="maxThreads">Most threads.</param>
/// <param name="cancellationToken">Stops the work between two bands.</param>
internal readonly struct RowBands(int maxThreads, CancellationToken cancellationToken)
{
    private const int BandsPerThread = 6;
    private const int SmallestBand = 16;

    /// <summary>Runs <paramref name="band"/> (first row, row after the last) over 0..<paramref name="rows"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void For(int rows, Action<int, int> band) =>
        For(rows, Math.Max(SmallestBand, (rows + (maxThreads * BandsPerThread) - 1) / (maxThreads * BandsPerThread)), band);

    /// <summary>The same with bands of <paramref name="size"/> rows.</summary>
    public void For(int rows, int size, Action<int, int> band)
    {
        int bands = (rows + size - 1) / size;
        if (maxThreads <= 1 || bands == 1)
        {
            for (int i = 0; i < bands; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                band(i * size, Math.Min(rows, (i + 1) * size));
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken };
        Parallel.For(0, bands, options, i => band(i * size, Math.Min(rows, (i + 1) * size)));
    }
}
