using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(RoDLA.Benchmarks.EntryPoint).Assembly).Run(args);

namespace RoDLA.Benchmarks
{
    internal static class EntryPoint;
}
