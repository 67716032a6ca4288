using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Charts;

/// <summary>How the charts become pictures.</summary>
internal static class ChartPng
{
    // Level 3 takes no longer than 1 and makes files half as large; 6 saves another tenth and takes half as long again.
    private const int Compression = 3;

    /// <summary>A PNG file of an SVG document.</summary>
    public static byte[] Rasterize(string svg) => SvgRenderer.ToPng(svg, compression: Compression);
}
