using NetVips;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>Renders SVG that this program made, with librsvg. SVG from a client must not be passed in.</summary>
public static class SvgRenderer
{
    /// <summary>Family of the font that ships with the project, regular and bold; the only font available.</summary>
    public const string FontFamily = "DejaVu Sans";

    private const double White = 255;

    /// <summary>Renders to PNG, 8 bits RGBA.</summary>
    /// <param name="svg">The document; its width and height are in pixels.</param>
    /// <param name="scale">Pixels of the picture per pixel of the document.</param>
    /// <param name="compression">0 (fast) to 9 (small).</param>
    /// <exception cref="ArgumentException">The text is not a valid SVG document.</exception>
    public static byte[] ToPng(string svg, double scale = 1, int compression = 6) =>
        Render(svg, scale, image => image.PngsaveBuffer(compression: compression, keep: Enums.ForeignKeep.None));

    /// <summary>Renders to a page; transparent pixels become white.</summary>
    /// <param name="svg">The document; its width and height are in pixels.</param>
    /// <exception cref="ArgumentException">The text is not a valid SVG document.</exception>
    public static PageImage ToPage(string svg) => Render(svg, scale: 1, image =>
    {
        using Image rgb = image.Flatten([White]);
        PageImage page = PageImage.Rent(rgb.Width, rgb.Height);
        rgb.WriteTo(page);
        return page;
    });

    private static T Render<T>(string svg, double scale, Func<Image, T> use)
    {
        ArgumentException.ThrowIfNullOrEmpty(svg);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        try
        {
            using Source source = Source.NewFromMemory(Encoding.UTF8.GetBytes(svg));
            using Image image = VipsImages.Load("svgload_source", source, new VOption { { "scale", scale } });
            return use(image);
        }
        catch (VipsException broken)
        {
            throw new ArgumentException("The SVG cannot be rendered.", nameof(svg), broken);
        }
    }
}
