namespace RoDLA.Detection;

/// <summary>Slices of a page.</summary>
/// <param name="Width">Width of a slice in pixels of the page.</param>
/// <param name="Height">Height of a slice in pixels of the page.</param>
/// <param name="Overlap">Share of a slice that the next one shows too, 0 to 0.5.</param>
public sealed record SliceSettings(int Width, int Height, float Overlap);
