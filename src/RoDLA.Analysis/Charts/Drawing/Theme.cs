using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Colours and type that the charts share. The names of the documented system's colours are CSS's, their values too.</summary>
internal static class Theme
{
    /// <summary>The font that ships with the project, and any other for those who view the SVG without it.</summary>
    public const string FontFamily = SvgRenderer.FontFamily + ", sans-serif";

    /// <summary>Steel blue: bars and histogram.</summary>
    public const string Primary = "#4682b4";

    /// <summary>Coral: horizontal bars.</summary>
    public const string Accent = "#ff7f50";

    /// <summary>Light blue: boxes.</summary>
    public const string Box = "#add8e6";

    /// <summary>Mean line.</summary>
    public const string Mean = "#ff0000";

    /// <summary>Median line.</summary>
    public const string Median = "#ffa500";

    /// <summary>Median of a box.</summary>
    public const string BoxMedian = "#d9480f";

    /// <summary>Paper.</summary>
    public const string Background = "#ffffff";

    /// <summary>Edges drawn black in the documented system.</summary>
    public const string Edge = "#000000";

    /// <summary>Titles and values.</summary>
    public const string Ink = "#1f2933";

    /// <summary>Tick labels and notes; 4.5 : 1 on white at least.</summary>
    public const string Muted = "#52606d";

    /// <summary>Axis lines and ticks.</summary>
    public const string Axis = "#9aa5b1";

    /// <summary>Grid lines.</summary>
    public const string Grid = "#e4e7eb";

    /// <summary>Pixels from the figure's edge to anything drawn.</summary>
    public const double Margin = 24;

    /// <summary>Titles.</summary>
    public static readonly TextStyle Title = new(19, Ink);

    /// <summary>The line below the title.</summary>
    public static readonly TextStyle Subtitle = new(13, Muted);

    /// <summary>Names of the axes.</summary>
    public static readonly TextStyle AxisName = new(13, Ink, TextAnchor.Middle);

    /// <summary>Numbers and names along the axes.</summary>
    public static readonly TextStyle Tick = new(12, Muted);

    /// <summary>Numbers beside bars.</summary>
    public static readonly TextStyle Value = new(12, Ink, TextAnchor.Middle);
}
