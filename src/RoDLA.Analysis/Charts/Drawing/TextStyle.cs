namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Which point of a text sits at the given place.</summary>
internal enum TextAnchor
{
    /// <summary>Its left end.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its right end.</summary>
    End,
}

/// <summary>How a line of text looks.</summary>
/// <param name="Size">Height of the font in pixels.</param>
/// <param name="Color">Filling.</param>
/// <param name="Anchor">Which end sits at the given place.</param>
internal readonly record struct TextStyle(double Size, string Color, TextAnchor Anchor = TextAnchor.Start);

/// <summary>A turn about a point.</summary>
/// <param name="Degrees">Clockwise.</param>
/// <param name="X">Of the point that stays.</param>
/// <param name="Y">Of the point that stays.</param>
internal readonly record struct Turn(double Degrees, double X, double Y);
