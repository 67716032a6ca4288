using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Perturbing;
using RoDLA.Imaging;

namespace RoDLA.Cli;

/// <summary>Makes perturbed copies of a data set in the layout of the benchmark; goes on where an earlier run was ended.</summary>
/// <param name="invocation">What to do.</param>
/// <param name="services">The parts of the service.</param>
/// <param name="output">Gets what was made.</param>
/// <param name="error">Gets the progress and the failures.</param>
internal sealed class PerturbDatasetCommand(Invocation invocation, IServiceProvider services, TextWriter output, TextWriter error)
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 when every page was made, 1 when one was not.</returns>
    /// <exception cref="DatasetException">The data set cannot be used; nothing was made.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        PerturbArguments arguments = invocation.Perturb;
        DatasetSettings settings = new(
            Path.GetFullPath(arguments.Images!), Path.GetFullPath(arguments.Coco!), Path.GetFullPath(invocation.Out!), arguments.Steps)
        {
            Seed = arguments.Seed ?? 0,
            Mode = arguments.Mode,
            Quality = arguments.Quality ?? true,
        };
        DatasetPerturber perturber = await DatasetPerturber.OpenAsync(
            services.GetRequiredService<IPageReader>(), services.GetRequiredService<PagePerturber>(), settings, cancellationToken);
        ProgressBar bar = new(Console.IsErrorRedirected ? null : error, perturber.Total);
        DatasetOutcome outcome;
        try
        {
            outcome = await perturber.RunAsync(new BarProgress(bar), cancellationToken);
        }
        finally
        {
            bar.Clear();
        }

        foreach (string failure in outcome.Failures)
        {
            await error.WriteLineAsync(failure);
        }

        await output.WriteLineAsync($"{outcome.Made} of {perturber.Total} pages were made now; all are in {settings.Out}.");
        return outcome.Failures.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private sealed class BarProgress(ProgressBar bar) : IProgress<DatasetProgress>
    {
        private readonly Lock _drawing = new();
        private int _shown;

        public void Report(DatasetProgress value)
        {
            lock (_drawing)
            {
                // Two pages that end together may come in the wrong order.
                _shown = Math.Max(_shown, value.Done);
                bar.Show(_shown, value.Name);
            }
        }
    }
}
