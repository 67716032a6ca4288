using RoDLA.Detection;
using RoDLA.Jobs.Model;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Jobs as the engine returns them.</summary>
internal static class EndedJobs
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A finished job with successful and failed images.</summary>
    public static JobSnapshot Ended(JobNotification? notification, int successful = 3, int failed = 2, string name = "scan")
    {
        int total = successful + failed;
        ItemDefinition[] items = [.. Enumerable.Range(0, total).Select(i => new ItemDefinition(i, $"{name}{i}.png"))];
        ItemRecord[] records =
        [
            .. Enumerable.Range(0, total).Select(i => i < successful
                ? new ItemRecord { State = ItemState.Success, Result = new ItemResult(0.5, 4, 0.8, false) }
                : new ItemRecord { State = ItemState.Failed, Error = "The file is not an image.", Category = ErrorCategory.BadImage }),
        ];
        JobDefinition definition = new(
            Guid.NewGuid().ToString(), Noon.AddMinutes(-10), new JobSettings(new DetectionSettings(0.3f)), items, new RetryPolicy(null, 3, TimeSpan.FromSeconds(2)))
        {
            Notification = notification,
            OutputFolder = "batch_20260301_115000",
        };
        JobState state = failed == 0 ? JobState.Completed : successful == 0 ? JobState.Failed : JobState.Partial;
        return new JobSnapshot(definition, state, records, Noon)
        {
            Version = 7,
            StartedAt = Noon.AddMinutes(-1),
            EndedAt = Noon,
            Summary = new JobSummary(
                total, successful, failed, 4 * successful, 4, 0.8123, 0.05, new Dictionary<string, int> { ["Text"] = 9, ["Table"] = 3 }, 1.5, 0.5),
            Progress = new JobProgress(total, successful, failed, 0),
        };
    }

    /// <summary>An unfinished job.</summary>
    public static JobSnapshot Unfinished(DateTimeOffset updatedAt)
    {
        JobSnapshot job = Ended(null);
        return job with { State = JobState.Processing, EndedAt = null, UpdatedAt = updatedAt, Summary = null };
    }
}
