using System.Globalization;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>
/// Colours for the numbers 0 to 1, straight lines between evenly spaced ones. YlOrRd: the nine of ColorBrewer 2.0. viridis: every 15th of
/// the 256 published with matplotlib 2.0 (CC0), never more than 5/255 from them.
/// </summary>
internal sealed class Colormap
{
    /// <summary>Yellow, orange, red.</summary>
    public static readonly Colormap YlOrRd = new(
        0xffffcc, 0xffeda0, 0xfed976, 0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xbd0026, 0x800026);

    /// <summary>Violet, blue, green, yellow; even to the eye and to the colour-blind.</summary>
    public static readonly Colormap Viridis = new(
        0x440154, 0x481769, 0x472a7a, 0x433d84, 0x3d4e8a, 0x355e8d, 0x2e6d8e, 0x297b8e, 0x23898e,
        0x1f978b, 0x21a585, 0x2eb37c, 0x46c06f, 0x65cb5e, 0x89d548, 0xb0dd2f, 0xd8e219, 0xfde725);

    private readonly int[] _points;

    private Colormap(params int[] points)
    {
        _points = points;
        Stops = Array.ConvertAll(points, Hex);
    }

    /// <summary>The evenly spaced colours, from 0 to 1, as <c>#rrggbb</c>.</summary>
    public IReadOnlyList<string> Stops { get; }

    /// <summary>Colour of a number as <c>#rrggbb</c>; numbers outside 0 to 1 get the colour of the nearer end.</summary>
    public string At(double value)
    {
        double position = Math.Clamp(value, 0, 1) * (_points.Length - 1);
        int lower = Math.Min((int)position, _points.Length - 2);
        double share = position - lower;
        int Mix(int shift)
        {
            int from = (_points[lower] >> shift) & 0xff;
            int to = (_points[lower + 1] >> shift) & 0xff;
            return (int)Math.Round(from + ((to - from) * share)) << shift;
        }

        return Hex(Mix(16) | Mix(8) | Mix(0));
    }

    private static string Hex(int rgb) => "#" + rgb.ToString("x6", CultureInfo.InvariantCulture);
}
