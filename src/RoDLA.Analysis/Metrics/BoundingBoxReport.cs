namespace RoDLA.Analysis.Metrics;

/// <summary>Corners, size and centre in pixels of the page.</summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="CenterX">x of the centre.</param>
/// <param name="CenterY">y of the centre.</param>
public sealed record BoundingBoxReport(
    float X1, float Y1, float X2, float Y2, float Width, float Height, float CenterX, float CenterY);
