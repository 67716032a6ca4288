using RoDLA.Api.Batches.Status;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches.Results;

/// <summary>An image of a job, and the paths of its results.</summary>
public sealed record JobResult : BatchImageStatus
{
    private JobResult(BatchImageStatus image, string fileId)
        : base(image) => FileId = fileId;

    /// <summary>Its id, for <c>/api/v1/files/{file_id}</c>.</summary>
    [JsonPropertyOrder(1)]
    public string FileId { get; }

    /// <summary>Path of its result on this service; absent before success.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultUrl { get; init; }

    /// <summary>Its charts; absent when none were drawn.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChartLink>? Visualizations { get; init; }

    /// <summary>An image of a job.</summary>
    internal static JobResult From(JobView view, int index) => new(
        BatchImageStatus.From(view.Job, index, view.Paths), Jobs.Model.FileId.Of(view.Job.Definition, index))
    {
        ResultUrl = view.Job.Items[index].State == ItemState.Success ? view.ResultUrl(index) : null,
        Visualizations = ChartLink.OfImage(view, index) is { Count: > 0 } charts ? charts : null,
    };
}
