namespace RoDLA.Detection.Runtime;

/// <summary>Use of the cores: threads per run × concurrent runs.</summary>
/// <param name="IntraOp">Threads per run.</param>
/// <param name="Concurrency">Concurrent runs.</param>
public readonly record struct ThreadPlan(int IntraOp, int Concurrency)
{
    private const int MaxIntraOp = 8;

    /// <summary>The plan of the options; zeros are replaced by values derived from the number of cores.</summary>
    public static ThreadPlan From(DetectionOptions options, int cores)
    {
        int intraOp = options.IntraOpThreads > 0 ? options.IntraOpThreads : Math.Min(cores, MaxIntraOp);
        int concurrency = options.Concurrency > 0 ? options.Concurrency
            : options.ExecutionProvider == "cuda" ? 1
            : Math.Max(1, cores / intraOp);
        return new ThreadPlan(intraOp, concurrency);
    }
}
