using System.Globalization;

namespace RoDLA.Detection;

/// <summary>Whether a page is turned upright by quarter turns before the detection, and by how many.</summary>
/// <param name="Degrees">Degrees clockwise by which the page is turned: 90, 180 or 270; 0 to leave it; null to find them.</param>
public readonly record struct PageOrientation(int? Degrees)
{
    /// <summary>What a text that is refused should have been.</summary>
    public const string Syntax = "auto, off, or degrees clockwise by which the page is turned: 90, 180 or 270";

    /// <summary>The turn is found; the default.</summary>
    public static PageOrientation Auto { get; }

    /// <summary>The page is left as it is.</summary>
    public static PageOrientation Off { get; } = new(0);

    /// <summary>Reads what <see cref="Syntax"/> says, in any case.</summary>
    /// <returns>Null when it is not understood.</returns>
    public static PageOrientation? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "auto" => Auto,
        "off" or "0" => Off,
        "90" => new PageOrientation(90),
        "180" => new PageOrientation(180),
        "270" => new PageOrientation(270),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Degrees switch
    {
        null => "auto",
        0 => "off",
        { } degrees => degrees.ToString(CultureInfo.InvariantCulture),
    };
}
