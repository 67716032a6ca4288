using RoDLA.Detection.Turning;

namespace RoDLA.Analysis.Pipeline;

/// <summary>What to know of a page that may have no, or poor, detections.</summary>
internal static class PageNotes
{
    private const int Grid = 512;
    private const int Ink = 128;
    private const double LeastShare = 0.0005;
    private const double MostStretch = 3;

    /// <summary>The notes; none for an ordinary page.</summary>
    /// <param name="image">Pixels.</param>
    /// <param name="isTurned">Whether a page that looks turned is turned upright; else the note says so.</param>
    public static IEnumerable<string> Of(PageImage image, bool isTurned)
    {
        double dark = DarkShare(image);
        if (dark < LeastShare)
        {
            yield return "The page is nearly white: there may be nothing on it to find.";
        }
        else if (dark > 1 - LeastShare)
        {
            yield return "The page is nearly black: there may be nothing on it to find.";
        }
        else if (!isTurned && PoseFinder.LikelyOrientation(image) is > 0 and int degrees)
        {
            yield return $"The page looks turned by {degrees} degrees clockwise: the model expects it upright.";
        }

        PageSize size = image.Size;
        double stretch = (double)Math.Max(size.Width, size.Height) / Math.Min(size.Width, size.Height);
        if (stretch > MostStretch)
        {
            (string longer, string shorter) = size.Width > size.Height ? ("wide", "high") : ("high", "wide");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The page is {stretch:0.#} times as {longer} as {shorter}, far out of proportion for the model: ")
                + "it was processed in overlapping windows.";
        }
    }

    // Text is thin, so that the points are dense; they are never more than the pixels.
    private static double DarkShare(PageImage image)
    {
        int stepX = Math.Max(1, image.Width / Grid);
        int stepY = Math.Max(1, image.Height / Grid);
        long points = 0;
        long dark = 0;
        for (int y = 0; y < image.Height; y += stepY)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x += stepX)
            {
                ReadOnlySpan<byte> pixel = row.Slice(x * PageImage.Channels, PageImage.Channels);
                points++;
                dark += (299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) < 1000 * Ink ? 1 : 0;
            }
        }

        return (double)dark / points;
    }
}
