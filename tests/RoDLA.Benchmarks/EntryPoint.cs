using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RoDLA.Benchmarks;
using RoDLA.Benchmarks.Detection;
using RoDLA.Benchmarks.Imaging;
using RoDLA.Benchmarks.Perturbations;
using RoDLA.Benchmarks.Requests;
using RoDLA.Benchmarks.Service;

// A word runs one of those that measure a whole process; anything else goes to BenchmarkDotNet.
await (args.FirstOrDefault() switch
{
    "soak" => Soak.RunAsync(requests: Number(1, 20_000)),
    "load" => Load.RunAsync(clients: Number(1, 64), seconds: Number(2, 60)),
    "requests" => RequestTimes.RunAsync(rounds: Number(1, 20), seconds: Number(2, 3)),
    "access" => AccessCost.RunAsync(turns: Number(1, 12), seconds: Number(2, 3)),
    "batch" => BatchBenchmark.RunAsync(images: Number(1, 300), turns: Number(2, 3)),
    "watch" => WatchBenchmark.RunAsync(images: Number(1, 300), watchers: Number(2, 100)),
    "upload" => UploadBenchmark.RunAsync(files: Number(1, 100), turns: Number(2, 20)),
    "large" => LargePages.RunAsync(args.ElementAtOrDefault(1)),
    "imaging" => ImagingTimes.RunAsync(rounds: Number(1, 40)),
    "rules" => RuleTimes.RunAsync(rounds: Number(1, 100)),
    "steps" => StepTimes.RunAsync(rounds: Number(1, 50)),
    "slices" => SliceTimes.RunAsync(turns: Number(1, 5)),
    "perturbations" => PerturbationTimes.RunAsync(args[1..]),
    _ => RunSwitcherAsync(),
});

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

Task RunSwitcherAsync()
{
    // In this process: the native libraries and the build settings are the service's own.
    IConfig config = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .AddExporter(MarkdownExporter.GitHub);
    BenchmarkSwitcher.FromAssembly(typeof(EntryPoint).Assembly).Run(args, config);
    return Task.CompletedTask;
}

namespace RoDLA.Benchmarks
{
    internal static class EntryPoint;
}
