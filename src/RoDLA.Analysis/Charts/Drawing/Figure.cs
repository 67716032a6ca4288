using ScottPlot;
using ScottPlot.AxisPanels;
using ScottPlot.Panels;
using ScottPlot.Rendering.RenderActions;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>
/// A plot in the style of the service: title and legend above it, room for its axes, no frame. Drawn once and disposed.
/// </summary>
internal sealed class Figure : IDisposable
{
    /// <summary>Pixels above the plot: title, subtitle and room for a value above the highest bar.</summary>
    public const float PlotTop = 100;

    /// <summary>Pixels above a plot that needs no room for values.</summary>
    public const float LowPlotTop = 88;

    /// <summary>Pixels below the plot for an axis of numbers with its name.</summary>
    public const float BottomSize = 68;

    private const float NameHeight = 17;
    private const float TickGap = 6;

    // ScottPlot centres the line of text, descenders included; figures look centred a little lower.
    private const float MiddleOffset = 2;
    private const float ColorBarGap = 24;
    private const float ColorBarWidth = 16;

    private readonly HeaderPanel _header;

    /// <summary>An empty figure.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="title">What the figure shows.</param>
    /// <param name="subtitle">Of what, or how to read it.</param>
    public Figure(double width, double height, string title, string subtitle)
    {
        Width = (int)Math.Round(width);
        Height = (int)Math.Round(height);
        Title = title;
        Subtitle = subtitle;
        _header = new HeaderPanel(title, subtitle);
        Plot.Axes.AddPanel(_header);
        Plot.Axes.Top.IsVisible = false;
        Plot.Axes.Right.IsVisible = false;
        Plot.Axes.Left.IsVisible = false;
        Plot.Axes.Bottom.IsVisible = false;
        Plot.Legend.IsVisible = false;
        List<IRenderAction> actions = Plot.RenderManager.RenderActions;
        actions[actions.FindIndex(action => action is RenderPlottables)] = new UnclippedPlottables();
        Plot.Grid.XAxisStyle.IsVisible = false;
        Plot.Grid.YAxisStyle.IsVisible = false;
        Plot.Grid.MajorLineColor = Theme.Grid;
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>What the figure shows.</summary>
    public string Title { get; }

    /// <summary>Of what, or how to read it.</summary>
    public string Subtitle { get; }

    /// <summary>Entries of the legend.</summary>
    public IReadOnlyList<LegendEntry> Legend => _header.Legend;

    /// <summary>What is drawn.</summary>
    public Plot Plot { get; } = new();

    /// <summary>Pixels between the figure's edges and the plot.</summary>
    public PixelPadding Padding { get; set; } = new(Theme.Margin, 32, Theme.Margin, PlotTop);

    /// <summary>Pixels across the plot.</summary>
    public float PlotWidth => Width - Padding.Left - Padding.Right;

    /// <summary>Pixels down the plot.</summary>
    public float PlotHeight => Height - Padding.Top - Padding.Bottom;

    /// <summary>Pixels to the left of a plot with an axis of numbers.</summary>
    public static float LeftSize(NumberAxis axis) => Theme.Margin + NameHeight + 14 + LabelWidth(axis);

    /// <summary>Pixels to the right of a plot with a colour bar.</summary>
    public static float ColorBarSize(NumberAxis axis) => ColorBarGap + ColorBarWidth + 14 + LabelWidth(axis) + NameHeight + Theme.Margin;

    /// <summary>Shows the left axis as one of numbers.</summary>
    public void SetLeft(NumberAxis axis, string name, bool grid = true)
    {
        IYAxis left = Plot.Axes.Left;
        Style((AxisBase)left, axis.Ticks, name);
        left.MajorTickStyle.Length = 0;
        left.FrameLineStyle.Width = 0;
        left.TickLabelStyle.OffsetY = MiddleOffset;
        Plot.Axes.SetLimitsY(axis.Min, axis.Max);
        Plot.Grid.YAxisStyle.IsVisible = grid;
    }

    /// <summary>Shows the bottom axis as one of numbers.</summary>
    public void SetBottom(NumberAxis axis, string name, bool grid = false)
    {
        Style((AxisBase)Plot.Axes.Bottom, axis.Ticks, name);
        Plot.Axes.SetLimitsX(axis.Min, axis.Max);
        Plot.Grid.XAxisStyle.IsVisible = grid;
    }

    /// <summary>Shows the bottom axis as one of categories at 0, 1, 2, ...</summary>
    /// <param name="ticks">The names.</param>
    /// <param name="categories">How many categories there are.</param>
    /// <param name="name">Name of the axis, or nothing.</param>
    /// <param name="size">Pixels that the axis takes below the plot.</param>
    /// <param name="rotation">Turn of the names in degrees, clockwise.</param>
    public void SetBottomCategories(Tick[] ticks, int categories, string name, float size, float rotation = 0)
    {
        AxisBase axis = (AxisBase)Plot.Axes.Bottom;
        Style(axis, ticks, name);
        axis.MajorTickStyle.Length = TickGap;
        axis.MajorTickStyle.Color = Colors.Transparent;
        axis.MinimumSize = size;
        axis.TickLabelStyle.Rotation = rotation;
        axis.TickLabelStyle.Alignment = rotation == 0 ? Alignment.UpperCenter : Alignment.MiddleRight;
        axis.TickLabelStyle.OffsetX = rotation == 0 ? 0 : MiddleOffset;
        axis.TickLabelStyle.OffsetY = rotation == 0 ? 0 : 2 * MiddleOffset;
        axis.TickLabelStyle.ForeColor = Theme.Ink;
        Plot.Axes.SetLimitsX(-0.5, categories - 0.5);
    }

    /// <summary>Shows the left axis as one of categories, the first on top.</summary>
    /// <param name="names">The names from the top.</param>
    public void SetLeftCategories(IReadOnlyList<string> names)
    {
        Tick[] ticks = [.. names.Select((name, i) => Tick.Major(names.Count - 1 - i, name))];
        AxisBase axis = (AxisBase)Plot.Axes.Left;
        Style(axis, ticks, string.Empty);
        axis.MajorTickStyle.Length = 4;
        axis.MajorTickStyle.Color = Colors.Transparent;
        axis.TickLabelStyle.ForeColor = Theme.Ink;
        axis.TickLabelStyle.OffsetY = MiddleOffset;
        Plot.Axes.SetLimitsY(-0.5, names.Count - 0.5);
    }

    /// <summary>Adds bars, each with its label in front of whatever it crosses.</summary>
    public void AddBars(IEnumerable<Bar> bars, float labelSize = Theme.TickSize)
    {
        ScottPlot.Plottables.BarPlot plot = Plot.Add.Bars(bars.ToArray());
        ChartFont.Apply(plot.ValueLabelStyle, labelSize, Theme.Ink);
        plot.ValueLabelStyle.BackgroundColor = Theme.Background;
        plot.ValueLabelStyle.PixelPadding = new PixelPadding(2, 2, 0, 0);
        plot.LabelsOnTop = true;
    }

    /// <summary>Adds a line of text at a place of the plot.</summary>
    public void AddText(string text, Coordinates place, Alignment alignment, float size, Color color)
    {
        ScottPlot.Plottables.Text label = Plot.Add.Text(text, place);
        ChartFont.Apply(label.LabelStyle, size, color);
        label.LabelStyle.Alignment = alignment;
    }

    /// <summary>Adds a bar beside the plot that shows which number a colour stands for.</summary>
    public void AddColorBar(ColorScale scale, string name)
    {
        Plot.Axes.Right.MinimumSize = ColorBarGap;
        ColorBar bar = new(scale) { Width = ColorBarWidth };
        Style((AxisBase)bar.Axis, scale.Axis.Ticks, name);
        bar.Axis.FrameLineStyle.Width = 0;
        bar.Axis.TickLabelStyle.OffsetY = MiddleOffset;
        Plot.Axes.AddPanel(bar);
    }

    /// <summary>Shows a legend beside the subtitle, or centred at a baseline below the plot.</summary>
    public void ShowLegend(IReadOnlyList<LegendEntry> entries, float? below = null)
    {
        _header.Legend = entries;
        _header.LegendBelow = below;
    }

    /// <summary>Draws the figure as a PNG file.</summary>
    public byte[] ToPng()
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Render(surface.Canvas);
        using SKPixmap pixels = surface.PeekPixels()!;
        return PngFile.Create(pixels);
    }

    /// <summary>Draws the figure.</summary>
    public void Render(SKCanvas canvas)
    {
        Plot.Layout.Fixed(Padding);
        // A first render finds the limits changed and would be repeated.
        Plot.RenderManager.EnableRendering = true;
        Plot.RenderManager.RenderFinished = (_, _) => Plot.RenderManager.EnableRendering = false;
        Plot.Render(canvas, Width, Height);
    }

    public void Dispose() => Plot.Dispose();

    private static float LabelWidth(NumberAxis axis) => axis.Ticks.Max(tick => ChartFont.Width(tick.Label, Theme.TickSize));

    private static void Style(AxisBase axis, Tick[] ticks, string name)
    {
        axis.IsVisible = true;
        axis.TickGenerator = new NumericManual(ticks);
        axis.LabelStyle.Text = name;
        axis.PaddingOutsideAxisLabels = new PixelPadding(0);
        axis.PaddingBetweenTickAndAxisLabels = new PixelPadding(7, 7);
        axis.MajorTickStyle.Length = 5;
        axis.MinorTickStyle.Length = 3;
        axis.Color(Theme.Axis);
        ChartFont.Apply(axis.LabelStyle, Theme.NameSize, Theme.Ink);
        ChartFont.Apply(axis.TickLabelStyle, Theme.TickSize, Theme.Muted);
    }
}
