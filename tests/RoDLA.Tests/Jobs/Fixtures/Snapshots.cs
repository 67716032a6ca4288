using RoDLA.Detection;
using System.Collections.Immutable;
using RoDLA.Jobs.Model;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Accepted jobs.</summary>
internal static class Snapshots
{
    public static readonly DateTimeOffset Created = new(2026, 3, 1, 12, 0, 0, 125, TimeSpan.Zero);

    public static JobSnapshot Accepted(
        int images, int? maxConcurrent = null, JobPriority priority = JobPriority.Normal, string? jobId = null, DateTimeOffset? createdAt = null)
    {
        ItemDefinition[] items =
        [
            .. Enumerable.Range(0, images).Select(i => new ItemDefinition(i, $"scans/page{i + 1}.png")
            {
                File = $"{i + 1:000000}", Bytes = 3, TraceId = $"trace{i}",
            }),
        ];
        JobDefinition definition = new(
            jobId ?? Guid.NewGuid().ToString(),
            createdAt ?? Created,
            new JobSettings(new DetectionSettings(0.3f)),
            items,
            new RetryPolicy(maxConcurrent, 3, TimeSpan.FromSeconds(2)))
        {
            Priority = priority,
            OutputFolder = "batch_20260301_120000",
        };
        ImmutableList<ItemRecord> list = [.. Enumerable.Repeat(new ItemRecord(), images)];
        return new JobSnapshot(definition, JobState.Queued, list, Created) { Version = 1, Progress = JobProgress.Of(definition, list) };
    }
}
