namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>COCO's protocol of box detection with its one setting that differs in practice: how many detections count.</summary>
/// <param name="Name">Name for options and reports.</param>
/// <param name="MaxDetections">Most detections of a class on a page, three numbers, rising.</param>
internal sealed record CocoProtocol(string Name, IReadOnlyList<int> MaxDetections)
{
    /// <summary>Number of IoU thresholds.</summary>
    public const int Thresholds = 10;

    /// <summary>Number of recall levels at which precision is read.</summary>
    public const int RecallLevels = 101;

    private const int MeanDetections = 100;

    /// <summary>COCO's own: 1, 10 and 100 detections.</summary>
    public static CocoProtocol Standard { get; } = new("coco", [1, 10, 100]);

    /// <summary>
    /// That of the RoDLA benchmark: 100, 300 and 1000. As its tools do, mAP is read at 100 detections, everything else at 1000.
    /// </summary>
    public static CocoProtocol Rodla { get; } = new("rodla", [100, 300, 1000]);

    /// <summary>The protocols by name.</summary>
    public static FrozenDictionary<string, CocoProtocol> ByName { get; } =
        new[] { Standard, Rodla }.ToFrozenDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Index in <see cref="MaxDetections"/> that mAP is read at: 100, or the last where 100 is none of them.</summary>
    public int MeanIndex { get; } =
        MaxDetections.ToList().IndexOf(MeanDetections) is >= 0 and int index ? index : MaxDetections.Count - 1;

    /// <summary>0.50 to 0.95, each the double that NumPy's <c>linspace</c> gives.</summary>
    public static IReadOnlyList<double> IouThresholds { get; } = Linspace(0.5, 0.95, Thresholds);

    /// <summary>0.00 to 1.00, each the double that NumPy's <c>linspace</c> gives.</summary>
    public static IReadOnlyList<double> Recalls { get; } = Linspace(0, 1, RecallLevels);

    private static double[] Linspace(double from, double to, int count)
    {
        double step = (to - from) / (count - 1);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (i * step) + from;
        }

        values[^1] = to;
        return values;
    }
}
