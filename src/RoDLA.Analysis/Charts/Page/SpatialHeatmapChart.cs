using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Wording;
using ScottPlot;
using ScottPlot.Colormaps;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>
/// Where on the page the detections' centres lie: their smoothed density, and a dot for each. The documented system counts them in 50 × 50
/// cells of their range, with y upward; here the map covers the page, y grows downward and the page keeps its shape (unless it is a strip
/// thinner than about one to ten), so that the picture can be laid beside the page.
/// </summary>
internal static class SpatialHeatmapChart
{
    private const double MaxHeight = 800;
    private const double MaxPlotWidth = 800;
    private const double MinPlotSide = 64;
    private const double MinWidth = 640;
    private const double MinHeight = 400;
    private const int Levels = 16;
    private const double LevelRoom = 24;

    // Bands instead of a gradient: their edges show the shape, and the file is a tenth as large.
    private static readonly IColormap Bands = new Custom(
        [.. Enumerable.Range(0, Levels).Select(i => Theme.YlOrRd.GetColor((double)i / (Levels - 1)))], smooth: false);

    public static Figure Draw(ChartInput input)
    {
        PageSize page = input.Page;
        double[,] density = DensityMap.Of(input.Elements, page);
        double highest = density.Cast<double>().Max();
        double room = MaxHeight - Figure.LowPlotTop - Figure.BottomSize;
        double scale = Math.Min(room / page.Height, MaxPlotWidth / page.Width);
        double plotWidth = Math.Max(MinPlotSide, Math.Round(page.Width * scale));
        double plotHeight = Math.Max(MinPlotSide, Math.Round(page.Height * scale));
        int steps = Math.Clamp((int)(plotHeight / LevelRoom), 1, 6);
        NumberAxis levels = NumberAxis.Linear(0, highest, NumberAxis.NiceStep(highest, steps));
        float before = Figure.LeftSize(PixelAxis(page.Height, plotHeight, isDown: true));
        float after = Figure.ColorBarSize(levels);
        double width = Math.Max(MinWidth, before + plotWidth + after);
        double height = Math.Max(MinHeight, MaxHeight - Math.Floor(room - plotHeight));
        float spareX = (float)((width - before - plotWidth - after) / 2);
        float spareY = (float)((height - Figure.LowPlotTop - Figure.BottomSize - plotHeight) / 2);

        string what = $"Centres of {Phrases.Detections(input.Elements.Count)} on a page of {page} pixels";
        Figure figure = new(width, height, "Spatial Distribution Heatmap", what)
        {
            Padding = new PixelPadding(before + spareX, after + spareX, Figure.BottomSize + spareY, Figure.LowPlotTop + spareY),
        };
        figure.SetLeft(PixelAxis(page.Height, plotHeight, isDown: true), "Y Coordinate (pixels)", grid: false);
        figure.SetBottom(PixelAxis(page.Width, plotWidth, isDown: false), "X Coordinate (pixels)");
        Heatmap map = figure.Plot.Add.Heatmap(density);
        map.Rectangle = new CoordinateRect(0, page.Width, 0, page.Height);
        map.ManualRange = new ScottPlot.Range(0, highest);
        map.Colormap = Bands;
        Coordinates[] centres =
        [
            .. input.Elements.Select(element => new Coordinates(
                Math.Clamp(element.Box.CenterX, 0, page.Width), page.Height - Math.Clamp(element.Box.CenterY, 0, page.Height))),
        ];
        Markers dots = figure.Plot.Add.Markers(centres, MarkerShape.FilledCircle, 5, Theme.Ink.WithAlpha(0.55));
        dots.MarkerStyle.LineWidth = 0;
        figure.Plot.DataBorder = new LineStyle(1, Theme.Muted);
        figure.AddColorBar(new ColorScale(Bands, levels), "Detections per 1 % of the page");
        return figure;
    }

    private static NumberAxis PixelAxis(int pixels, double size, bool isDown)
    {
        NumberAxis axis = NumberAxis.Linear(
            0, pixels, Math.Max(1, NumberAxis.NiceStep(pixels, Math.Clamp((int)(size / 60), 1, 8))));
        return isDown ? axis with { Ticks = Array.ConvertAll(axis.Ticks, t => Tick.Major(pixels - t.Position, t.Label)) } : axis;
    }
}
