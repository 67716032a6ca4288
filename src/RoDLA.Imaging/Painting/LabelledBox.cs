namespace RoDLA.Imaging;

/// <summary>A box to draw, in pixels of the page.</summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
/// <param name="ClassId">Decides the colour.</param>
/// <param name="Label">Text beside the box.</param>
public sealed record LabelledBox(float X1, float Y1, float X2, float Y2, int ClassId, string Label);
