namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>What detections are compared with.</summary>
public enum TruthSource
{
    /// <summary>Labels that came with the pages.</summary>
    Labels,

    /// <summary>
    /// The model's own detections on the clean pages. The figures then say how much detections change, not how good they are.
    /// </summary>
    CleanDetections,
}
