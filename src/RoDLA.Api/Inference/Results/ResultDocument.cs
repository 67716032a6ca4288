namespace RoDLA.Api.Inference.Results;

/// <summary>Results of a job, as JSON or as YOLO labels.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="Format">json or yolo.</param>
public sealed record ResultDocument(string JobId, string Format)
{
    /// <summary>The images with a result; absent for YOLO labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImageResult>? Results { get; init; }

    /// <summary>The YOLO labels of the images with a result; absent for JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<YoloFile>? Files { get; init; }
}
