using System.Text.Json.Serialization;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches;

/// <summary>One image of a job, and where its answer is.</summary>
public sealed record JobResult : BatchImageStatus
{
    /// <summary>An image.</summary>
    /// <param name="image">What is known of it.</param>
    public JobResult(BatchImageStatus image)
        : base(image)
    {
    }

    /// <summary>Path of its answer on this service; absent before success.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultUrl { get; init; }

    /// <summary>Its charts; absent when none were drawn.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChartLink>? Visualizations { get; init; }
}
