using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Perturbing;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;
using RoDLA.Imaging;

namespace RoDLA.Cli.Perturb;

/// <summary>Makes perturbed copies of a data set in the layout of the benchmark; resumes a run that was interrupted.</summary>
/// <param name="settings">What to do.</param>
/// <param name="services">The services.</param>
/// <param name="context">Gets what was made, and the failures.</param>
internal sealed class PerturbDatasetCommand(DatasetSettings settings, IServiceProvider services, CommandContext context)
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 when every page was made, 1 when one was not.</returns>
    /// <exception cref="DatasetException">The data set cannot be used; nothing was made.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        DatasetPerturber perturber = await DatasetPerturber.OpenAsync(
            services.GetRequiredService<IPageReader>(), services.GetRequiredService<PagePerturber>(), settings, cancellationToken);
        DatasetOutcome outcome = await context.Terminal.ShowProgressAsync(
            progress => perturber.RunAsync(new DatasetBar(progress, perturber.Total), cancellationToken));
        foreach (string failure in outcome.Failures)
        {
            context.Terminal.WriteLine(failure);
        }

        await context.Output.WriteLineAsync($"{outcome.Made} of {perturber.Total} pages were made now; all are in {settings.Out}.");
        return outcome.Failures.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private sealed class DatasetBar(ProgressBar progress, int total) : IProgress<DatasetProgress>
    {
        private readonly Lock _reporting = new();
        private int _done;

        public void Report(DatasetProgress value)
        {
            lock (_reporting)
            {
                // Pages that finish together may be reported out of order.
                _done = Math.Max(_done, value.Done);
                progress.Report(_done, total, value.Name);
            }
        }
    }
}
