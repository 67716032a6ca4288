namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>COCO's twelve figures, 0 to 1; null where no truth is of the kind.</summary>
/// <param name="Map">AP over IoU 0.50 to 0.95, at 100 detections.</param>
/// <param name="Map50">AP at IoU 0.50.</param>
/// <param name="Map75">AP at IoU 0.75.</param>
/// <param name="MapSmall">AP of small boxes.</param>
/// <param name="MapMedium">AP of medium boxes.</param>
/// <param name="MapLarge">AP of large boxes.</param>
/// <param name="ArFirst">AR at the first number of detections.</param>
/// <param name="ArSecond">AR at the second.</param>
/// <param name="ArThird">AR at the third.</param>
/// <param name="ArSmall">AR of small boxes.</param>
/// <param name="ArMedium">AR of medium boxes.</param>
/// <param name="ArLarge">AR of large boxes.</param>
internal sealed record CocoSummary(
    double? Map,
    double? Map50,
    double? Map75,
    double? MapSmall,
    double? MapMedium,
    double? MapLarge,
    double? ArFirst,
    double? ArSecond,
    double? ArThird,
    double? ArSmall,
    double? ArMedium,
    double? ArLarge)
{
    private const int Iou75 = 5;

    /// <summary>The figures of finished tables.</summary>
    public static CocoSummary Of(CocoTables tables, CocoProtocol protocol)
    {
        int last = protocol.MaxDetections.Count - 1;
        return new CocoSummary(
            tables.MeanPrecision(0, protocol.MeanIndex),
            tables.MeanPrecision(0, last, 0),
            tables.MeanPrecision(0, last, Iou75),
            tables.MeanPrecision(1, last),
            tables.MeanPrecision(2, last),
            tables.MeanPrecision(3, last),
            tables.MeanRecall(0, 0),
            tables.MeanRecall(0, 1),
            tables.MeanRecall(0, 2),
            tables.MeanRecall(1, last),
            tables.MeanRecall(2, last),
            tables.MeanRecall(3, last));
    }
}
