using System.Globalization;

namespace RoDLA.Imaging.Pdf;

/// <summary>What pdfinfo prints of a document and one of its pages.</summary>
/// <param name="PageCount">Pages in the document.</param>
/// <param name="Width">Width of the page after rotation, in points.</param>
/// <param name="Height">Height of it.</param>
/// <param name="IsCropped">Whether that is the crop box; the media box counts where the two do not meet (as in Acrobat and PDFium).</param>
internal readonly record struct PdfInfo(int PageCount, double Width, double Height, bool IsCropped)
{
    /// <summary>Points in an inch.</summary>
    public const double PointsPerInch = 72;

    private const double LeastDpi = 0.01;

    /// <summary>
    /// Reads the lines <c>Pages:</c>, <c>Page N size:</c>, <c>Page N rot:</c> and <c>Page N MediaBox:</c>. The last of each is used: the
    /// title, which is printed before them, may contain line breaks.
    /// </summary>
    public static PdfInfo Parse(string text)
    {
        int pages = 0;
        (double Width, double Height) size = default;
        (double Width, double Height) media = default;
        bool rotated = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int colon = line.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            ReadOnlySpan<char> name = line[..colon];
            ReadOnlySpan<char> value = line[(colon + 1)..].Trim();
            if (name.SequenceEqual("Pages"))
            {
                _ = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out pages);
            }
            else if (name.StartsWith("Page ") && name.EndsWith(" size"))
            {
                size = ParseSize(value);
            }
            else if (name.StartsWith("Page ") && name.EndsWith(" MediaBox"))
            {
                media = ParseBox(value);
            }
            else if (name.StartsWith("Page ") && name.EndsWith(" rot"))
            {
                rotated = value is "90" or "270";
            }
        }

        bool isCropped = size.Width > 0;
        (double width, double height) = isCropped ? size : media;
        return rotated ? new PdfInfo(pages, height, width, isCropped) : new PdfInfo(pages, width, height, isCropped);
    }

    /// <summary>The page in pixels, rounded up as poppler does.</summary>
    public PageSize At(double dpi) => new(Pixels(Width, dpi), Pixels(Height, dpi));

    /// <summary>The resolution at which the page is within the limits: the wanted one, or the highest below it, in hundredths.</summary>
    public double Resolution(int wanted, ImagingOptions options)
    {
        double most = Math.Min(
            (options.MaxSidePixels - 1) * PointsPerInch / Math.Max(Width, Height),
            Math.Sqrt(options.MaxPixels / (Width * Height)) * PointsPerInch * (1 - (1.0 / options.MaxSidePixels)));
        return At(wanted) is { } size && size.Width <= options.MaxSidePixels && size.Height <= options.MaxSidePixels
            && size.Pixels <= options.MaxPixels ? wanted : Math.Min(wanted, Math.Max(LeastDpi, Math.Floor(most * 100) / 100));
    }

    private static int Pixels(double points, double dpi)
    {
        // pdfinfo prints six digits, so the last hundredths of a pixel are rounding errors.
        double pixels = Math.Ceiling((points * dpi / PointsPerInch) - 0.05);
        return pixels >= int.MaxValue ? int.MaxValue : (int)Math.Max(pixels, 0);
    }

    private static (double Width, double Height) ParseBox(ReadOnlySpan<char> value)
    {
        // "0.00 0.00 612.00 792.00"
        Span<Range> words = stackalloc Range[5];
        Span<double> edges = stackalloc double[4];
        if (value.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries) != edges.Length)
        {
            return default;
        }

        for (int i = 0; i < edges.Length; i++)
        {
            if (!double.TryParse(value[words[i]], NumberStyles.Float, CultureInfo.InvariantCulture, out edges[i]))
            {
                return default;
            }
        }

        (double width, double height) = (Math.Abs(edges[2] - edges[0]), Math.Abs(edges[3] - edges[1]));
        return double.IsFinite(width) && double.IsFinite(height) && width > 0 && height > 0 ? (width, height) : default;
    }

    private static (double Width, double Height) ParseSize(ReadOnlySpan<char> value)
    {
        // "612 x 792 pts (letter)"
        Span<Range> words = stackalloc Range[4];
        int count = value.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries);
        return count >= 3 && TryParse(value[words[0]], out double width) && TryParse(value[words[2]], out double height)
            ? (width, height)
            : default;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && number > 0;
}
