using System.Text;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>Renders SVG that this program made, with librsvg. SVG from a client must not be passed in.</summary>
public static class SvgRenderer
{
    /// <summary>Family of the font that ships with the project, regular and bold; the only font available.</summary>
    public const string FontFamily = "DejaVu Sans";

    /// <summary>Renders to PNG, 8 bits RGBA.</summary>
    /// <param name="svg">The document; its width and height are taken as pixels.</param>
    /// <param name="scale">Pixels of the picture per pixel of the document.</param>
    /// <param name="compression">0 (fast) to 9 (small).</param>
    /// <exception cref="ArgumentException">The text is not a valid SVG document.</exception>
    public static byte[] ToPng(string svg, double scale = 1, int compression = 6)
    {
        using var stream = new MemoryStream();
        Render(svg, scale, image =>
        {
            using var operation = new VipsOperation("pngsave_buffer");
            operation.Set("in", image).Set("compression", compression).Set("keep", 0).ToStream(stream);
        });
        return stream.ToArray();
    }

    /// <summary>Renders to a page; transparent pixels become white.</summary>
    /// <param name="svg">The document; its width and height are taken as pixels.</param>
    /// <exception cref="ArgumentException">The text is not a valid SVG document.</exception>
    public static unsafe PageImage ToPage(string svg)
    {
        PageImage? page = null;
        Render(svg, scale: 1, image =>
        {
            using var operation = new VipsOperation("flatten");
            using VipsImage rgb = operation.Set("in", image).Set("background", 255.0).ToImage();
            page = PageImage.Rent(rgb.Width, rgb.Height);
            fixed (byte* pixels = page.Pixels)
            {
                using VipsImage target = VipsImage.Wrap(pixels, rgb.Width, rgb.Height, PageImage.Channels);
                rgb.WriteTo(target);
            }
        });
        return page!;
    }

    internal static unsafe void Render(string svg, double scale, Action<VipsImage> use)
    {
        ArgumentException.ThrowIfNullOrEmpty(svg);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        byte[] text = Encoding.UTF8.GetBytes(svg);
        fixed (byte* data = text)
        {
            try
            {
                using var operation = new VipsOperation("svgload_buffer");
                using VipsImage image = operation.Set("buffer", data, text.Length).Set("scale", scale).ToImage();
                use(image);
            }
            catch (VipsException broken)
            {
                throw new ArgumentException("The SVG cannot be rendered.", nameof(svg), broken);
            }
        }
    }
}
