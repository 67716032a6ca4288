using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Draws a number of each image into a plot.</summary>
internal interface ISeriesPainter
{
    /// <summary>How to read it where several images share a place.</summary>
    string Legend(int imagesPerStep);

    /// <summary>Draws the numbers.</summary>
    /// <param name="svg">The figure.</param>
    /// <param name="series">The numbers, laid out.</param>
    /// <param name="scale">Their axis.</param>
    /// <param name="tip">What a viewer shows of the image with a number from 0.</param>
    void Draw(SvgWriter svg, ImageSeries series, LinearScale scale, Func<int, string> tip);
}
