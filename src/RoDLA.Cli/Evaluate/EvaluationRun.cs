using RoDLA.Analysis.Evaluation;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Cli.Hosting;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Evaluate;

/// <summary>Runs an evaluation and prints its figures.</summary>
/// <param name="settings">What to do.</param>
/// <param name="other">A report to compare with; null for none.</param>
/// <param name="host">The services; started here.</param>
/// <param name="context">Gets the figures, and what failed.</param>
internal sealed class EvaluationRun(
    DatasetEvaluationSettings settings, EvaluationReport? other, IHost host, CommandContext context)
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 when every cell of every page has figures, 1 when one has not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await host.StartOrStopAsync(stop.Token);
        try
        {
            if (!await host.Services.GetRequiredService<ILayoutDetector>().WhenReadyAsync(stop.Token))
            {
                return ExitCode.Failure;
            }

            DatasetEvaluation evaluation =
                await host.Services.GetRequiredService<DatasetEvaluator>().OpenAsync(settings, stop.Token);
            if (other is not null)
            {
                evaluation.ThrowIfNotComparable(other);
            }

            TimeProvider time = host.Services.GetRequiredService<TimeProvider>();
            EvaluationReport report = await context.Terminal.ShowProgressAsync(
                progress => evaluation.RunAsync(new EvaluationBar(progress, evaluation.Total, time), stop.Token));
            await PrintAsync(report);
            if (other is not null)
            {
                ReportComparison comparison = await ReportFiles.WriteComparisonAsync(report, other, settings.Out, stop.Token);
                await context.Output.WriteLineAsync(EvaluationSummary.Of(comparison));
            }

            await context.Output.WriteLineAsync($"The report is in {settings.Out}.");
            return report.Data.FailedPages.Count == 0 && report.Cells.All(c => c.Failed.Count == 0) ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private async Task PrintAsync(EvaluationReport report)
    {
        foreach (string failure in report.Data.FailedPages.Concat(report.Cells.SelectMany(c => c.Failed.Select(f => $"{c.Cell} {f}"))))
        {
            context.Terminal.WriteLine(failure);
        }

        if (report.TruthNote is { } note)
        {
            await context.Output.WriteLineAsync(note);
        }

        await context.Output.WriteLineAsync(EvaluationSummary.Of(report));
    }
}
