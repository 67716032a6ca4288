namespace RoDLA.Perturbations.Memory;

/// <summary>Spreads the rows of a page over threads, in bands; what a band computes must not depend on the others.</summary>
internal static class RowBands
{
    private const int BandsPerThread = 6;
    private const int SmallestBand = 16;

    /// <summary>Runs <paramref name="band"/> (first row, row after the last) over 0..<paramref name="rows"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled between two bands.</exception>
    public static void For(int rows, int maxThreads, CancellationToken cancellationToken, Action<int, int> band)
    {
        int size = Math.Max(SmallestBand, (rows + (maxThreads * BandsPerThread) - 1) / (maxThreads * BandsPerThread));
        For(rows, size, maxThreads, cancellationToken, band);
    }

    /// <summary>The same with bands of <paramref name="size"/> rows.</summary>
    public static void For(int rows, int size, int maxThreads, CancellationToken cancellationToken, Action<int, int> band)
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
