namespace RoDLA.Perturbations.Memory;

/// <summary>Splits the rows of a page into bands and runs them on several threads; bands must be independent of each other.</summary>
/// <param name="maxThreads">Maximum number of threads.</param>
/// <param name="cancellationToken">Cancels between two bands.</param>
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
        if (maxThreads > 1 && rows > size)
        {
            new BandRun(rows, size, band, cancellationToken).Run(maxThreads);
            return;
        }

        for (int first = 0; first < rows; first += size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            band(first, Math.Min(rows, first + size));
        }
    }
}
