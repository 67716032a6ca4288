using RoDLA.Api.Inference.Status;

namespace RoDLA.Api.Monitoring.Dashboard;

/// <summary>Jobs that are not finished.</summary>
/// <param name="Active">Jobs that are being processed, of all keys.</param>
/// <param name="Queued">Jobs that wait, of all keys.</param>
/// <param name="Ended">Jobs that ended in the last minute, of all keys.</param>
/// <param name="Current">Those that the caller may see, with their progress: the ones in work first, at most 50.</param>
public sealed record DashboardJobs(int Active, int Queued, int Ended, IReadOnlyList<InferenceStatus> Current)
{
    /// <summary>Most jobs of <see cref="Current"/>.</summary>
    public const int MostShown = 50;
}
