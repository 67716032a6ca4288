namespace RoDLA.Analysis.Metrics;

/// <summary>Corners, size and centre in pixels of the page.</summary>
public sealed record BoundingBoxReport(
    float X1, float Y1, float X2, float Y2, float Width, float Height, float CenterX, float CenterY);
