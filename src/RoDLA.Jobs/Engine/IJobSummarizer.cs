using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Summarizes a job whose images are all final.</summary>
public interface IJobSummarizer
{
    /// <summary>
    /// Writes <c>summary.json</c> and, if requested, the eight charts of the job to its result folder, each file atomically. Idempotent.
    /// Images whose result cannot be read are left out.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    Task<JobSummary> SummarizeAsync(JobSnapshot job, CancellationToken cancellationToken);
}
