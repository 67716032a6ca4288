namespace RoDLA.Analysis.Charts.Axes;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">What it marks.</param>
/// <param name="Label">What is written beside it; nothing at a minor tick.</param>
/// <param name="Minor">Whether it is a short mark between the main ones.</param>
internal readonly record struct Tick(double Value, string? Label, bool Minor = false);
