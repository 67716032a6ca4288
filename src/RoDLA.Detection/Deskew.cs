using System.Globalization;

namespace RoDLA.Detection;

/// <summary>Whether a page is straightened before the detection, and by which angle.</summary>
/// <param name="Angle">Degrees clockwise by which the page is turned, −45 to 45; 0 to leave it; null to find the angle.</param>
public readonly record struct Deskew(float? Angle)
{
    /// <summary>Greatest angle of a request.</summary>
    public const float MaxAngle = 45;

    /// <summary>What a text that is refused should have been.</summary>
    public static string Syntax { get; } = $"auto, off, or degrees clockwise by which the page is turned, -{MaxAngle} to {MaxAngle}";

    /// <summary>The angle is found; the default.</summary>
    public static Deskew Auto { get; }

    /// <summary>The page is left as it is.</summary>
    public static Deskew Off { get; } = new(0);

    /// <summary>Reads what <see cref="Syntax"/> says, in any case.</summary>
    /// <returns>Null when it is not understood, or out of range.</returns>
    public static Deskew? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "auto" => Auto,
        "off" => Off,
        { } number when float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out float angle)
            && Math.Abs(angle) <= MaxAngle => new Deskew(angle),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Angle switch
    {
        null => "auto",
        0 => "off",
        { } angle => angle.ToString(CultureInfo.InvariantCulture),
    };
}
