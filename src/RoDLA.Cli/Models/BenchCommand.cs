using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;

namespace RoDLA.Cli.Models;

/// <summary><c>models bench NAME</c>: measures a model and keeps the figures in its folder.</summary>
internal sealed class BenchCommand : ProgramCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "name of the model" };

    public BenchCommand()
        : base("bench", "Measure threads, memory and milliseconds a page of a model, and keep them in its folder") => Arguments.Add(_name);

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        ModelFolder model = host.Services.GetRequiredService<ModelRepository>().Open(parse.GetValue(_name)!);
        DetectionOptions options = host.Services.GetRequiredService<IOptions<DetectionOptions>>().Value;
        TimeProvider time = host.Services.GetRequiredService<TimeProvider>();
        ModelBench bench = await context.Terminal.ShowProgressAsync(progress => ModelBenchmark.MeasureAsync(
            model, options, time, (done, total) => progress.Report(done, total, model.Name), cancellationToken));
        await ModelRepository.WriteAsync(bench, model, cancellationToken);

        await context.Output.WriteLineAsync(FormattableString.Invariant(
            $"{model.Name} on {bench.ExecutionProvider}, {bench.Processor}, {bench.Threads} threads a run, {bench.MemoryMebibytes:0} MiB"));
        await context.Output.WriteLineAsync("page         batch  ms a page  shortest");
        foreach (BenchRun run in bench.Runs)
        {
            string size = FormattableString.Invariant($"{run.Width}×{run.Height}");
            await context.Output.WriteLineAsync(FormattableString.Invariant(
                $"{size,-12} {run.Batch,5} {run.MillisecondsPerPage,10:0.0} {run.MinMillisecondsPerPage,9:0.0}"));
        }

        if (!bench.TakesBatches)
        {
            await context.Output.WriteLineAsync("Its graph takes one page a run.");
        }

        return ExitCode.Success;
    }
}
