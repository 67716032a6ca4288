namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>Truth and detections of a page.</summary>
/// <param name="Truth">The labelled boxes.</param>
/// <param name="Detections">The detections; equal scores keep their order.</param>
internal sealed record EvaluatedPage(IReadOnlyList<TruthBox> Truth, IReadOnlyList<DetectedBox> Detections)
{
    /// <summary>A page with nothing on it.</summary>
    public static EvaluatedPage Empty { get; } = new([], []);
}
