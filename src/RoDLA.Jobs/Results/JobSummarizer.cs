using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Batch;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Robustness;

namespace RoDLA.Jobs.Results;

/// <summary>Summarizes a job whose images are all final, one stored report at a time.</summary>
internal sealed class JobSummarizer(
    ResultReader reader, ChartRenderer<BatchChartInput> charts, RobustnessJobs robustness, JobPaths paths)
{
    /// <summary>
    /// Writes <c>summary.json</c> and, if requested, the eight charts of the job to its result folder, each file atomically; of a robustness
    /// job its report too. Idempotent.
    /// Images whose result cannot be read are left out.
    /// </summary>
    public async Task<JobSummary> SummarizeAsync(JobSnapshot job, CancellationToken cancellationToken)
    {
        JobTally tally = new(job);
        for (int i = 0; i < job.Items.Count; i++)
        {
            if (await reader.ReadAsync(job, i, cancellationToken).ConfigureAwait(false) is { } read)
            {
                tally.Add(i, read.Report);
            }
        }

        await robustness.WriteReportAsync(job, cancellationToken).ConfigureAwait(false);

        // Charts first: a summary never names a missing one.
        IReadOnlyList<string> drawn = job.Definition.Settings.DrawsSummary
            ? await DrawAsync(job, tally.ToChartInput(), cancellationToken).ConfigureAwait(false)
            : [];
        await AtomicFile
            .WriteJsonAsync(paths.Summary(job.Definition), tally.ToDocument(drawn), cancellationToken, durable: true).ConfigureAwait(false);
        return tally.ToSummary();
    }

    private async Task<IReadOnlyList<string>> DrawAsync(JobSnapshot job, BatchChartInput input, CancellationToken cancellationToken)
    {
        string folder = paths.SummaryCharts(job.Definition);
        Directory.CreateDirectory(folder);
        List<string> drawn = [];
        foreach ((string name, byte[]? png) in charts.Render(input, cancellationToken))
        {
            string path = Path.Combine(folder, name + ".png");
            if (png is null)
            {
                // A chart of an earlier run would show other figures.
                File.Delete(path);
                continue;
            }

            await AtomicFile.WriteAsync(path, stream => stream.WriteAsync(png, cancellationToken).AsTask()).ConfigureAwait(false);
            drawn.Add(name);
        }

        return drawn;
    }
}
