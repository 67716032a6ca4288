namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Begins a figure: paper, title and a line below it.</summary>
internal static class Header
{
    /// <summary>Where the plot begins: below the title, the line and room for a value above the highest bar.</summary>
    public const double PlotTop = 100;

    /// <summary>Base line of the line below the title, and of a legend beside it.</summary>
    public const double SubtitleBaseline = 64;

    private const double TitleBaseline = 41;

    /// <summary>A new figure with its title on it.</summary>
    /// <param name="name">The chart's.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="title">What the figure shows.</param>
    /// <param name="subtitle">Of what, or how to read it.</param>
    /// <param name="description">The figure's content in words.</param>
    public static SvgWriter Begin(string name, double width, double height, string title, string subtitle, string description)
    {
        SvgWriter svg = new(name, Math.Round(width), Math.Round(height), title, description);
        svg.Text(Theme.Margin, TitleBaseline, title, Theme.Title);
        svg.Text(Theme.Margin, SubtitleBaseline, subtitle, Theme.Subtitle);
        return svg;
    }
}
