using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Sums up a job whose images are all done.</summary>
public interface IJobSummarizer
{
    /// <summary>
    /// Writes <c>summary.json</c> and, when the job asks for them, its eight charts into the job's folder for results, each file whole or
    /// not at all; run again it writes the same. Images whose result cannot be read are left out.
    /// </summary>
    /// <param name="job">The job, all images done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<JobSummary> SummarizeAsync(JobSnapshot job, CancellationToken cancellationToken);
}
