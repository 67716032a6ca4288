using ScottPlot;
using ScottPlot.Colormaps;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Colours, line patterns and type sizes that the charts share. Named colours of the documented system are CSS colours.</summary>
internal static class Theme
{
    /// <summary>Steel blue: bars and histogram.</summary>
    public static readonly Color Primary = Color.FromHex("#4682b4");

    /// <summary>Coral: horizontal bars.</summary>
    public static readonly Color Accent = Color.FromHex("#ff7f50");

    /// <summary>Light blue: boxes.</summary>
    public static readonly Color Box = Color.FromHex("#add8e6");

    public static readonly Color Mean = Color.FromHex("#ff0000");
    public static readonly Color Median = Color.FromHex("#ffa500");
    public static readonly Color BoxMedian = Color.FromHex("#d9480f");
    public static readonly Color Background = Colors.White;
    public static readonly Color Axis = Color.FromHex("#9aa5b1");
    public static readonly Color Grid = Color.FromHex("#e4e7eb");

    /// <summary>Edges drawn black in the documented system.</summary>
    public static readonly Color Edge = Colors.Black;

    /// <summary>Titles and values.</summary>
    public static readonly Color Ink = Color.FromHex("#1f2933");

    /// <summary>Tick labels and notes; 4.5 : 1 on white at least.</summary>
    public static readonly Color Muted = Color.FromHex("#52606d");

    /// <summary>Strokes as long as the gaps: where mean and median coincide, both colours show.</summary>
    public static readonly LinePattern MeanDashes = new([7, 7], 0, "mean");

    /// <summary>The strokes of <see cref="MeanDashes"/> and its gaps exchanged.</summary>
    public static readonly LinePattern MedianDashes = new([7, 7], 7, "median");

    /// <summary>Yellow, orange, red: the nine colours of ColorBrewer 2.0's YlOrRd.</summary>
    public static readonly IColormap YlOrRd = new CustomInterpolated(Color.FromHex(
        ["#ffffcc", "#ffeda0", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#bd0026", "#800026"]));

    /// <summary>Violet, blue, green, yellow; even to the eye and to the colour-blind.</summary>
    public static readonly IColormap Viridis = new Viridis();

    /// <summary>Pixels from the figure's edge to anything drawn.</summary>
    public const float Margin = 24;

    /// <summary>Pixels of the title's type.</summary>
    public const float TitleSize = 19;

    /// <summary>Pixels of the type of subtitles and axis names.</summary>
    public const float NameSize = 13;

    /// <summary>Pixels of the type of tick labels, values and legends.</summary>
    public const float TickSize = 12;
}
