namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>A box of COCO.</summary>
internal static class CocoBox
{
    private const int Decimals = 3;

    /// <summary>Left, top, width and height in pixels, 3 decimals.</summary>
    public static double[] Of(StoredDetection detection)
    {
        StoredBox box = detection.Bbox;
        return
        [
            Math.Round(box.X1, Decimals), Math.Round(box.Y1, Decimals), Math.Round(box.X2 - box.X1, Decimals),
            Math.Round(box.Y2 - box.Y1, Decimals),
        ];
    }
}
