namespace RoDLA.Api.Monitoring;

/// <summary>The counts of the service at one moment; the difference of two gives rates.</summary>
/// <param name="At">The moment, UTC.</param>
/// <param name="Answered">Requests so far.</param>
/// <param name="Failed">Those of them that ended with a fault of the service.</param>
/// <param name="Durations">Their durations, as <see cref="DurationCounts.Read"/> gives them.</param>
/// <param name="Images">Images so far.</param>
/// <param name="InferenceSeconds">Time in the model so far.</param>
internal sealed record ServiceMark(
    DateTimeOffset At, long Answered, long Failed, long[] Durations, long Images, double InferenceSeconds);
