using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>
/// A bar an image. Bars too thin to stand apart become one outline without seams; where images share a place, it is their mean, and a
/// paler one behind it the greatest.
/// </summary>
internal sealed class BarSeriesPainter : ISeriesPainter
{
    private const double BarPitch = 6;
    private const double MaxBarWidth = 120;
    private const double BarShare = 0.72;

    /// <inheritdoc/>
    public string Legend(int imagesPerStep) => $"dark: mean of {imagesPerStep} in a row, pale: their greatest";

    /// <inheritdoc/>
    public void Draw(SvgWriter svg, ImageSeries series, LinearScale scale, Func<int, string> tip)
    {
        if (series.Pitch < BarPitch)
        {
            if (series.ImagesPerStep > 1)
            {
                DrawOutline(svg, series, step => scale.Map(step.Greatest), scale.Map(0), new Paint(Theme.Accent, Opacity: 0.35));
            }

            DrawOutline(svg, series, step => scale.Map(step.Mean), scale.Map(0), new Paint(Theme.Accent));
            return;
        }

        double width = Math.Min(MaxBarWidth, series.Pitch * BarShare);
        for (int i = 0; i < series.Steps.Count; i++)
        {
            ImageStep step = series.Steps[i];
            if (step.Values > 0)
            {
                double top = scale.Map(step.Mean);
                svg.Rect(step.X - (width / 2), top, width, scale.Map(0) - top, new Paint(Theme.Accent), tip(i));
            }
        }
    }

    private static void DrawOutline(SvgWriter svg, ImageSeries series, Func<ImageStep, double> top, double bottom, Paint paint)
    {
        svg.BeginPath();
        foreach (IReadOnlyList<ImageStep> stretch in series.Stretches())
        {
            svg.MoveTo(stretch[0].Left, bottom);
            foreach (ImageStep step in stretch)
            {
                svg.LineTo(step.Left, top(step));
                svg.LineTo(step.Right, top(step));
            }

            svg.LineTo(stretch[^1].Right, bottom);
            svg.ClosePath();
        }

        svg.EndPath(paint);
    }
}
