using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["soak", ..])
{
    await RoDLA.Benchmarks.Soak.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 2000);
    return;
}

if (args is ["batch", ..])
{
    int[] numbers = [.. args[1..].Select(a => int.Parse(a, System.Globalization.CultureInfo.InvariantCulture))];
    await RoDLA.Benchmarks.BatchBenchmark.RunAsync(numbers.ElementAtOrDefault(0) is > 0 and int images ? images : 300, numbers.ElementAtOrDefault(1) is > 0 and int turns ? turns : 3);
    return;
}

if (args is ["large", ..])
{
    await RoDLA.Benchmarks.LargePages.RunAsync(args.Length > 1 ? args[1] : null);
    return;
}

if (args is ["perturbations", ..])
{
    await RoDLA.Benchmarks.PerturbationTimes.RunAsync(args[1..]);
    return;
}

// In this process: the native libraries and the build settings are the service's own.
IConfig config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub);
BenchmarkSwitcher.FromAssembly(typeof(RoDLA.Benchmarks.EntryPoint).Assembly).Run(args, config);

namespace RoDLA.Benchmarks
{
    internal static class EntryPoint;
}
