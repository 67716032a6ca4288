namespace RoDLA.Detection;

/// <summary>How the print of a page lies on it.</summary>
/// <param name="Orientation">Quarter turns, in degrees clockwise: 0, 90, 180 or 270.</param>
/// <param name="Angle">What it is turned beyond that, in degrees clockwise.</param>
public readonly record struct PagePose(int Orientation, float Angle)
{
    /// <summary>Upright and straight.</summary>
    public static PagePose Upright { get; }
}
