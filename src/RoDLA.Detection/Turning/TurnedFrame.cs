namespace RoDLA.Detection.Turning;

/// <summary>A rectangle that is turned about its centre.</summary>
/// <param name="Width">Across, before the turn.</param>
/// <param name="Height">Down, before the turn.</param>
/// <param name="Angle">Degrees clockwise, −45 to 45.</param>
internal readonly record struct TurnedFrame(double Width, double Height, double Angle)
{
    private readonly double _cos = Math.Cos(Angle * Math.PI / 180);
    private readonly double _sin = Math.Sin(Angle * Math.PI / 180);

    /// <summary>The upright rectangle that holds it.</summary>
    public (double Width, double Height) Hull =>
        ((Width * _cos) + (Height * Math.Abs(_sin)), (Height * _cos) + (Width * Math.Abs(_sin)));

    /// <summary>Where the row at a distance below the centre lies in it, from the centre on; the end comes first when nowhere.</summary>
    public (double From, double To) Row(double below)
    {
        // Across: |x cos + y sin| ≤ width / 2; down: |y cos − x sin| ≤ height / 2.
        double from = ((-Width / 2) - (below * _sin)) / _cos;
        double to = ((Width / 2) - (below * _sin)) / _cos;
        if (_sin == 0)
        {
            return Math.Abs(below) <= Height / 2 ? (from, to) : (0, -1);
        }

        double one = ((below * _cos) - (Height / 2)) / _sin;
        double other = ((below * _cos) + (Height / 2)) / _sin;
        return (Math.Max(from, Math.Min(one, other)), Math.Min(to, Math.Max(one, other)));
    }

    /// <summary>The rectangle that a page of this size had before it was turned on a canvas that grew to hold it; null for none.</summary>
    public static TurnedFrame? Inside(double width, double height, double angle)
    {
        double cos = Math.Cos(angle * Math.PI / 180);
        double sin = Math.Abs(Math.Sin(angle * Math.PI / 180));
        double share = (cos * cos) - (sin * sin);
        TurnedFrame frame = new(((width * cos) - (height * sin)) / share, ((height * cos) - (width * sin)) / share, angle);
        return share > 0.1 && frame.Width >= width / 4 && frame.Height >= height / 4 ? frame : null;
    }
}
