namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>Areas of boxes that are measured together, both ends included.</summary>
/// <param name="Name">Its name in COCO's tables.</param>
/// <param name="Least">Square pixels.</param>
/// <param name="Most">Square pixels.</param>
internal sealed record AreaRange(string Name, double Least, double Most)
{
    /// <summary>COCO's four: all, small to 32², medium to 96², large.</summary>
    public static IReadOnlyList<AreaRange> All { get; } =
    [
        new("all", 0, 1e10), new("small", 0, 32 * 32), new("medium", 32 * 32, 96 * 96), new("large", 96 * 96, 1e10),
    ];

    /// <summary>Whether an area lies in it.</summary>
    public bool Contains(double area) => area >= Least && area <= Most;
}
