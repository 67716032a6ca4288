using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>
/// A line from image to image, broken where one has no value, with a dot an image while there is room. Where images share a place, the
/// line is their mean, in a band from the least to the greatest.
/// </summary>
internal sealed class LineSeriesPainter : ISeriesPainter
{
    private const double DotPitch = 8;
    private const double DotRadius = 4;
    private const double LoneRadius = 1.5;
    private static readonly Paint Band = new(Theme.Primary, Opacity: 0.25);

    /// <inheritdoc/>
    public string Legend(int imagesPerStep) => $"line: mean of {imagesPerStep} in a row, band: their least to greatest";

    /// <inheritdoc/>
    public void Draw(SvgWriter svg, ImageSeries series, LinearScale scale, Func<int, string> tip)
    {
        bool dots = series.Pitch >= DotPitch;
        foreach (IReadOnlyList<ImageStep> stretch in series.Stretches())
        {
            if (series.ImagesPerStep > 1)
            {
                DrawBand(svg, stretch, scale);
            }

            if (stretch.Count > 1)
            {
                svg.BeginPath();
                svg.MoveTo(stretch[0].X, scale.Map(stretch[0].Mean));
                foreach (ImageStep step in stretch.Skip(1))
                {
                    svg.LineTo(step.X, scale.Map(step.Mean));
                }

                svg.EndPath(Paint.Line(Theme.Primary, dots ? 2 : 1.5));
            }
            else if (!dots)
            {
                svg.Circle(stretch[0].X, scale.Map(stretch[0].Mean), LoneRadius, new Paint(Theme.Primary));
            }
        }

        for (int i = 0; dots && i < series.Steps.Count; i++)
        {
            if (series.Steps[i].Values > 0)
            {
                double radius = Math.Min(DotRadius, series.Pitch / 3);
                svg.Circle(series.Steps[i].X, scale.Map(series.Steps[i].Mean), radius, new Paint(Theme.Primary), tip(i));
            }
        }
    }

    private static void DrawBand(SvgWriter svg, IReadOnlyList<ImageStep> stretch, LinearScale scale)
    {
        svg.BeginPath();
        svg.MoveTo(stretch[0].Left, scale.Map(stretch[0].Greatest));
        foreach (ImageStep step in stretch)
        {
            svg.LineTo(step.X, scale.Map(step.Greatest));
        }

        svg.LineTo(stretch[^1].Right, scale.Map(stretch[^1].Greatest));
        svg.LineTo(stretch[^1].Right, scale.Map(stretch[^1].Least));
        foreach (ImageStep step in stretch.Reverse())
        {
            svg.LineTo(step.X, scale.Map(step.Least));
        }

        svg.LineTo(stretch[0].Left, scale.Map(stretch[0].Least));
        svg.ClosePath();
        svg.EndPath(Band);
    }
}
