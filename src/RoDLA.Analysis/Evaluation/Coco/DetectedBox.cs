namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>One detection on a page.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="Score">Its confidence.</param>
/// <param name="X">Left edge in pixels.</param>
/// <param name="Y">Top edge in pixels.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal readonly record struct DetectedBox(int Class, double Score, double X, double Y, double Width, double Height)
{
    /// <summary>Square pixels.</summary>
    public double Area => Width * Height;
}
