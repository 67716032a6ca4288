namespace RoDLA.Detection.Runtime;

/// <summary>How the cores are shared: threads of one run × runs at once.</summary>
/// <param name="IntraOp">Threads of one run.</param>
/// <param name="Concurrency">Runs at once.</param>
public readonly record struct ThreadPlan(int IntraOp, int Concurrency)
{
    private const int MostIntraOp = 8;

    /// <summary>What the options ask for; their zeros are filled from the number of cores.</summary>
    public static ThreadPlan From(DetectionOptions options, int cores)
    {
        int intraOp = options.IntraOpThreads > 0 ? options.IntraOpThreads : Math.Min(cores, MostIntraOp);
        int concurrency = options.Concurrency > 0 ? options.Concurrency
            : options.ExecutionProvider == "cuda" ? 1
            : Math.Max(1, cores / intraOp);
        return new ThreadPlan(intraOp, concurrency);
    }
}
