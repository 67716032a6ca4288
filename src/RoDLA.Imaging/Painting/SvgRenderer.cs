using NetVips;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>Renders SVG that this program made, with librsvg. SVG from a client must not be passed in.</summary>
public static class SvgRenderer
{
    /// <summary>Family of the font that ships with the project, regular and bold; the only font available.</summary>
    public const string FontFamily = "DejaVu Sans";

    private const double White = 255;

    /// <summary>Renders to a page; transparent pixels become white.</summary>
    /// <param name="svg">The document; its width and height are in pixels.</param>
    /// <exception cref="ArgumentException">The text is not a valid SVG document.</exception>
    public static PageImage ToPage(string svg)
    {
        ArgumentException.ThrowIfNullOrEmpty(svg);
        try
        {
            using Source source = Source.NewFromMemory(Encoding.UTF8.GetBytes(svg));
            using Image image = VipsImages.Load("svgload_source", source, []);
            using Image rgb = image.Flatten([White]);
            PageImage page = PageImage.Rent(rgb.Width, rgb.Height);
            rgb.WriteTo(page);
            return page;
        }
        catch (VipsException broken)
        {
            throw new ArgumentException("The SVG cannot be rendered.", nameof(svg), broken);
        }
    }
}
