namespace RoDLA.Detection;

/// <summary>What becomes of boxes of one class that match, most confident first.</summary>
public enum SliceMerge
{
    /// <summary>Greedy non-maximum merging: a box grows over those that match it.</summary>
    GreedyNmm,

    /// <summary>Non-maximum suppression: a box drops those that match it.</summary>
    Nms,
}
