using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches;

/// <summary>Makes the documents of jobs, in the words of each surface.</summary>
internal sealed class JobDocuments(JobPaths paths, IJobNotifier notifier)
{
    /// <summary>The status of a job on the Batch API.</summary>
    public BatchStatus OfBatch(JobSnapshot job) => BatchStatus.From(job, paths, notifier);

    /// <summary>The document of a job on the RoDLA API.</summary>
    public JobDocument Of(JobSnapshot job) =>
        new(BatchJobStatus.From(job, paths), JobLinks.Of(JobSurface.Rodla.Path(job.Definition.JobId)))
        {
            Version = job.Version,
            Notifications = notifier.Status(job),
        };
}
