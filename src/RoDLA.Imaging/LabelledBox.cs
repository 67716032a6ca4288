namespace RoDLA.Imaging;

/// <summary>A box to draw, in pixels of the page it is drawn on.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="ClassId">Decides the colour.</param>
/// <param name="Label">Text at the upper left corner, such as "Table 0.93"; none when empty.</param>
public readonly record struct LabelledBox(BoundingBox Box, int ClassId, string Label);
