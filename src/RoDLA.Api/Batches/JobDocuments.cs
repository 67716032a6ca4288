using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Notifications;
using RoDLA.Jobs.Status;
using RoDLA.Jobs.Store;

namespace RoDLA.Api.Batches;

/// <summary>Makes the documents of jobs.</summary>
internal sealed class JobDocuments(JobPaths paths, IJobNotifier notifier)
{
    /// <summary>The document of a job.</summary>
    public JobDocument Of(JobSnapshot job) =>
        new(BatchJobStatus.From(job, paths), JobLinks.Of(JobSurface.Rodla.Path(job.Definition.JobId)))
        {
            Version = job.Version,
            Notifications = notifier.Status(job),
        };
}
