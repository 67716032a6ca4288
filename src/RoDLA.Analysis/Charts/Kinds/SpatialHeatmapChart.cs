using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>
/// Where on the page the detections' centres lie: 50 × 50 cells over the page, coloured by their counts. The documented system bins the
/// range of the centres and lets y grow upward; here the cells cover the page, y grows downward and the page keeps its shape (unless it is
/// a strip thinner than about one to ten), so that the picture can be laid beside the page.
/// </summary>
internal sealed class SpatialHeatmapChart : IChart
{
    private const int Cells = 50;
    private const double Height = 800;
    private const double MaxPlotWidth = 800;
    private const double MinPlotSide = 64;
    private const double MinWidth = 640;
    private const double Top = 88;

    /// <inheritdoc/>
    public string Name => "spatial_heatmap";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        PageSize page = input.Page;
        int[,] counts = Count(input);
        int highest = counts.Cast<int>().Max();
        double room = Height - Top - ValueAxis.BottomSize - Theme.Margin;
        double pixelsPerPixel = Math.Min(room / page.Height, MaxPlotWidth / page.Width);
        double plotWidth = Math.Max(MinPlotSide, Math.Round(page.Width * pixelsPerPixel));
        double plotHeight = Math.Max(MinPlotSide, Math.Round(page.Height * pixelsPerPixel));
        double before = Theme.Margin + ValueAxis.LeftSize(PixelScale(page.Height, 0, plotHeight));
        double after = ColorBar.Size(LinearScale.Counts(highest, 0, 1)) + Theme.Margin;
        double width = Math.Round(Math.Max(MinWidth, before + plotWidth + after));
        double height = Math.Max(400, Height - Math.Floor(room - plotHeight));
        double left = Math.Round(before + ((width - before - plotWidth - after) / 2));
        double top = Math.Round(Top + ((height - Top - ValueAxis.BottomSize - Theme.Margin - plotHeight) / 2));
        PlotArea plot = new(left, top, left + plotWidth, top + plotHeight);

        string where = $"Centres of {Words.Detections(input.Elements.Count)} on a page of {page} pixels";
        using SvgWriter svg = Header.Begin(
            Name, width, height, "Spatial Distribution Heatmap", where,
            $"{where}, counted in {Cells} by {Cells} cells; at most {Words.Number(highest)} in one cell.");
        svg.Rect(plot.Left, plot.Top, plot.Width, plot.Height, new Paint(Colormap.YlOrRd.At(0)));
        DrawCells(svg, plot, counts, highest);
        svg.Rect(plot.Left + 0.5, plot.Top + 0.5, plot.Width - 1, plot.Height - 1, Paint.Line(Theme.Muted));
        ValueAxis.DrawLeft(svg, plot, PixelScale(page.Height, plot.Top, plot.Bottom), "Y Coordinate (pixels)", grid: false);
        ValueAxis.DrawBottom(svg, plot, PixelScale(page.Width, plot.Left, plot.Right), "X Coordinate (pixels)", grid: false);
        DrawColorBar(svg, plot, highest);
        return svg.Finish();
    }

    private static int[,] Count(ChartInput input)
    {
        int[,] counts = new int[Cells, Cells];
        foreach (LayoutElement element in input.Elements)
        {
            int column = (int)Math.Clamp(element.Box.CenterX / input.Page.Width * Cells, 0, Cells - 1);
            int row = (int)Math.Clamp(element.Box.CenterY / input.Page.Height * Cells, 0, Cells - 1);
            counts[row, column]++;
        }

        return counts;
    }

    // One path for all cells of a count, not an element for each of 2,500; edges on whole pixels leave no seams.
    private static void DrawCells(SvgWriter svg, PlotArea plot, int[,] counts, int highest)
    {
        for (int count = 1; count <= highest; count++)
        {
            bool any = false;
            for (int row = 0; row < Cells; row++)
            {
                for (int column = 0; column < Cells; column++)
                {
                    if (counts[row, column] != count)
                    {
                        continue;
                    }

                    if (!any)
                    {
                        svg.BeginPath();
                        any = true;
                    }

                    int end = column + 1;
                    while (end < Cells && counts[row, end] == count)
                    {
                        end++;
                    }

                    svg.AddRect(X(column), Y(row), X(end), Y(row + 1));
                    column = end - 1;
                }
            }

            if (any)
            {
                svg.EndPath(new Paint(Colormap.YlOrRd.At((double)count / highest)), $"{Words.Detections(count)} a cell");
            }
        }

        double X(int column) => plot.Left + Math.Round(plot.Width * column / Cells);
        double Y(int row) => plot.Top + Math.Round(plot.Height * row / Cells);
    }

    private static void DrawColorBar(SvgWriter svg, PlotArea plot, int highest)
    {
        // A page far wider than high leaves a plot too low for a colour bar beside it: the bar keeps a readable height.
        PlotArea bar = plot.Height >= 160 ? plot : plot with { Top = plot.CenterY - 80, Bottom = plot.CenterY + 80 };
        double step = Math.Max(1, LinearScale.NiceStep(highest, 6));
        ColorBar.Draw(svg, bar, Colormap.YlOrRd, new LinearScale(0, highest, bar.Bottom, bar.Top, step), "Density");
    }

    private static LinearScale PixelScale(int pixels, double from, double to) =>
        new(0, pixels, from, to, Math.Max(1, LinearScale.NiceStep(pixels, Math.Clamp((int)(Math.Abs(to - from) / 60), 1, 8))));
}
