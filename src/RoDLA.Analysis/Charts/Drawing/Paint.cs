namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>How a shape is filled and outlined.</summary>
/// <param name="Fill">A colour, a <c>url(#...)</c>, or none.</param>
/// <param name="Stroke">Colour of the outline, or none.</param>
/// <param name="StrokeWidth">Width of the outline in pixels.</param>
/// <param name="Opacity">0 (clear) to 1, of the filling.</param>
/// <param name="Dash">Lengths of strokes and gaps, as SVG has them, or none.</param>
/// <param name="DashOffset">How far into the dash pattern the line begins.</param>
internal readonly record struct Paint(
    string? Fill, string? Stroke = null, double StrokeWidth = 1, double Opacity = 1, string? Dash = null, double DashOffset = 0)
{
    /// <summary>An outline without filling.</summary>
    public static Paint Line(string stroke, double width = 1) => new(null, stroke, width);
}
