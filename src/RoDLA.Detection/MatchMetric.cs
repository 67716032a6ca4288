namespace RoDLA.Detection;

/// <summary>How much two boxes match, 0 to 1.</summary>
public enum MatchMetric
{
    /// <summary>Intersection over the smaller box: 1 for a box inside another.</summary>
    Ios,

    /// <summary>Intersection over union.</summary>
    Iou,
}
