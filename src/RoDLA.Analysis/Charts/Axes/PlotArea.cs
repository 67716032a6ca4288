namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Where the data of a figure is drawn, in pixels of the figure.</summary>
internal readonly record struct PlotArea(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Pixels across.</summary>
    public double Width => Right - Left;

    /// <summary>Pixels down.</summary>
    public double Height => Bottom - Top;

    /// <summary>Horizontal middle.</summary>
    public double CenterX => (Left + Right) / 2;

    /// <summary>Vertical middle.</summary>
    public double CenterY => (Top + Bottom) / 2;
}
