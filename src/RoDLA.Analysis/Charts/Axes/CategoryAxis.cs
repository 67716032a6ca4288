using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Axes;

/// <summary>
/// Horizontal axis of names, turned by 45° so that their ends lie below their bands. Names too long are cut, and where bands are too
/// narrow for a line of text only every second, third, ... is named; so no two names touch and none leaves the figure.
/// </summary>
internal sealed class CategoryAxis
{
    private const double MaxLabelWidth = 320;
    private const double Gap = 10;
    private const double NameGap = 12;
    private static readonly double Sin45 = Math.Sqrt(0.5);

    private readonly (CategoryLabel Full, string Name)[] _labels;
    private readonly double _lineHeight = TextMetrics.LineHeight(Theme.Tick.Size);
    private readonly bool _hasNotes;
    private readonly int _every;
    private readonly string? _axisName;

    /// <summary>Lays the names out below bands between the figure's edges.</summary>
    /// <param name="labels">One a band, from the left.</param>
    /// <param name="left">Where the plot would begin if names needed no room to its left.</param>
    /// <param name="right">Where the plot ends.</param>
    /// <param name="axisName">Written below the names, if given.</param>
    public CategoryAxis(IReadOnlyList<CategoryLabel> labels, double left, double right, string? axisName = null)
    {
        _axisName = axisName;
        _hasNotes = labels.Any(label => label.Note is not null);
        _labels = [.. labels.Select(label => (label, TextMetrics.Fit(label.Name, MaxLabelWidth, Theme.Tick.Size)))];
        double[] widths = Array.ConvertAll(_labels, label => Width(label.Name, label.Full.Note));

        // A wider left margin narrows the bands, which moves the names left again, by ever less.
        Bands = new BandScale(left, right, labels.Count);
        for (int round = 0; round < 4; round++)
        {
            double overhang = 0;
            for (int i = 0; i < widths.Length; i++)
            {
                overhang = Math.Max(overhang, Theme.Margin - (Bands.Center(i) - ((widths[i] + _lineHeight) * Sin45)));
            }

            Bands = Bands with { From = Bands.From + overhang };
        }

        double nameHeight = axisName is null ? 0 : NameGap + TextMetrics.LineHeight(Theme.AxisName.Size);
        Height = Gap + ((widths.Max() + _lineHeight) * Sin45) + nameHeight;
        _every = Math.Max(1, (int)Math.Ceiling(MinPitch(_hasNotes) / Bands.Pitch));
    }

    /// <summary>The bands; they begin further right than asked for where names reach out to the left.</summary>
    public BandScale Bands { get; }

    /// <summary>Pixels that the axis takes below the plot.</summary>
    public double Height { get; }

    /// <summary>The least distance of bands at which all are named.</summary>
    public static double MinPitch(bool hasNotes) =>
        Math.Ceiling(TextMetrics.LineHeight(Theme.Tick.Size) * (hasNotes ? 2 : 1) / Sin45);

    /// <summary>Draws the names below the plot.</summary>
    public void Draw(SvgWriter svg, PlotArea plot)
    {
        TextStyle nameStyle = Theme.Tick with { Anchor = TextAnchor.End, Color = Theme.Ink };
        TextStyle noteStyle = Theme.Tick with { Anchor = TextAnchor.End };
        for (int i = 0; i < _labels.Length; i += _every)
        {
            double x = Bands.Center(i);
            double y = plot.Bottom + Gap;
            Turn turn = new(-45, x, y);
            double baseline = y + TextMetrics.MiddleToBaseline(nameStyle.Size);
            (CategoryLabel full, string name) = _labels[i];
            svg.Text(x, _hasNotes ? baseline - (_lineHeight / 2) : baseline, name, nameStyle, turn, full.Name);
            if (full.Note is { } note)
            {
                svg.Text(x, baseline + (_lineHeight / 2), note, noteStyle, turn);
            }
        }

        if (_axisName is not null)
        {
            ValueAxis.DrawBottomName(svg, plot.CenterX, plot.Bottom + Height, _axisName);
        }
    }

    private static double Width(string name, string? note) => Math.Max(
        TextMetrics.Width(name, Theme.Tick.Size), note is null ? 0 : TextMetrics.Width(note, Theme.Tick.Size));
}
