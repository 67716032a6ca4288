namespace RoDLA.Detection;

/// <summary>How fast a model is on a machine: <c>bench.json</c> in its folder.</summary>
/// <param name="MeasuredAt">When it was measured.</param>
/// <param name="Sha256">SHA-256 of the graph that was measured.</param>
/// <param name="ExecutionProvider">Where it ran.</param>
/// <param name="Processor">Number of cores and architecture.</param>
/// <param name="Threads">Threads of one run.</param>
/// <param name="MemoryMebibytes">Memory of the process that loading and running it took, in MiB.</param>
/// <param name="TakesBatches">Whether its graph takes several pages in one run.</param>
/// <param name="Runs">The measurements.</param>
public sealed record ModelBench(
    DateTimeOffset MeasuredAt,
    string Sha256,
    string ExecutionProvider,
    string Processor,
    int Threads,
    double MemoryMebibytes,
    bool TakesBatches,
    IReadOnlyList<BenchRun> Runs);
