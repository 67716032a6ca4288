using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class JobRegistryTests
{
    [Fact]
    public void WithQueueEstimate_ManyJobs_EqualsThatOfEach()
    {
        JobPaths paths = new("unused");
        using DiskPause disk = new(paths, TimeProvider.System, NullLogger<DiskPause>.Instance);
        JobRegistry registry = new(
            new SpeedMeter(2, () => TimeSpan.FromSeconds(3)),
            new JobStore(paths, TimeProvider.System, NullLogger<JobStore>.Instance),
            disk,
            TestMetrics.OfJobs(),
            TimeProvider.System,
            NullLogger<JobRegistry>.Instance);
        Random random = new(7);
        List<JobSnapshot> jobs = [];
        for (int i = 0; i < 60; i++)
        {
            // Some have the same priority and time, and some are finished.
            JobSnapshot job = Snapshots.Accepted(
                random.Next(1, 9),
                maxConcurrent: random.Next(3) is > 0 and int most ? most : null,
                priority: (JobPriority)random.Next(3),
                createdAt: Snapshots.Created.AddSeconds(random.Next(20)));
            job = job with { State = i % 7 == 0 ? JobState.Completed : i % 5 == 0 ? JobState.Processing : JobState.Queued };
            jobs.Add(job);
            registry.Add(job with { IsPersisted = job.IsFinal }, journalLength: 0);
        }

        IReadOnlyList<JobSnapshot> page = [.. jobs.Skip(10).Take(30)];

        IReadOnlyList<JobSnapshot> together = registry.WithQueueEstimate(page);

        Assert.Equal(page.Select(j => registry.WithQueueEstimate(j)), together);
        Assert.True(together.Max(j => j.Progress.QueuePosition) > 20);
        Assert.All(together, j => Assert.NotNull(j.Progress.SecondsLeft));
    }
}
