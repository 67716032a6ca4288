namespace RoDLA.Api.Batches.Results;

/// <summary>Charts that were drawn.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="Visualizations">The charts, by name; empty when none were drawn.</param>
public sealed record ChartList(string JobId, IReadOnlyList<ChartLink> Visualizations);
