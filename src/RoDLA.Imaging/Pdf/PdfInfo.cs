using System.Globalization;

namespace RoDLA.Imaging.Pdf;

/// <summary>What pdfinfo prints of a document and one of its pages.</summary>
/// <param name="PageCount">Pages in the document.</param>
/// <param name="Width">Width of the page's crop box after rotation, in points.</param>
/// <param name="Height">Height of it.</param>
internal readonly record struct PdfInfo(int PageCount, double Width, double Height)
{
    private const double PointsPerInch = 72;

    /// <summary>
    /// Reads the lines <c>Pages:</c>, <c>Page N size:</c> and <c>Page N rot:</c>. The last of each is used: the title, which is printed
    /// before them, may contain line breaks.
    /// </summary>
    public static PdfInfo Parse(string text)
    {
        int pages = 0;
        double width = 0;
        double height = 0;
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
                (width, height) = ParseSize(value);
            }
            else if (name.StartsWith("Page ") && name.EndsWith(" rot"))
            {
                rotated = value is "90" or "270";
            }
        }

        return rotated ? new PdfInfo(pages, height, width) : new PdfInfo(pages, width, height);
    }

    /// <summary>The page in pixels, rounded up as poppler does, at most <see cref="int.MaxValue"/> a side.</summary>
    public PageSize At(int dpi) => new(Pixels(Width, dpi), Pixels(Height, dpi));

    private static int Pixels(double points, int dpi)
    {
        // pdfinfo prints six digits, so the last hundredths of a pixel are rounding errors.
        double pixels = Math.Ceiling((points * dpi / PointsPerInch) - 0.05);
        return pixels >= int.MaxValue ? int.MaxValue : (int)Math.Max(pixels, 0);
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
