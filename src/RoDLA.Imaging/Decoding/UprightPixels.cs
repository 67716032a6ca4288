using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Decoding;

/// <summary>Applies the EXIF orientation to pixels.</summary>
internal static class UprightPixels
{
    /// <summary>Side of the blocks in which pixels are moved, so that the rows read and the columns written stay in the cache.</summary>
    private const int Block = 32;

    /// <summary>Returns an upright copy of <paramref name="stored"/>; the caller disposes it.</summary>
    public static PageImage Turn(PageImage stored, Orientation orientation)
    {
        bool transposed = orientation >= Orientation.LeftTop;
        PageImage upright = transposed ? PageImage.Rent(stored.Height, stored.Width) : PageImage.Rent(stored.Width, stored.Height);
        int right = upright.Width - 1;
        int bottom = upright.Height - 1;

        // Stored pixel (x, y) goes to (origin + x·stepX + y·stepY), counted in pixels of the upright page.
        int across = upright.Width;
        (int origin, int stepX, int stepY) = orientation switch
        {
            Orientation.TopRight => (right, -1, across),
            Orientation.BottomRight => ((bottom * across) + right, -1, -across),
            Orientation.BottomLeft => (bottom * across, 1, -across),
            Orientation.LeftTop => (0, across, 1),
            Orientation.RightTop => (right, across, -1),
            Orientation.RightBottom => ((bottom * across) + right, -across, -1),
            Orientation.LeftBottom => (bottom * across, -across, 1),
            _ => (0, 1, across),
        };
        Copy(stored, MemoryMarshal.Cast<byte, Rgb>(upright.Pixels), origin, stepX, stepY);
        return upright;
    }

    private static void Copy(PageImage stored, Span<Rgb> upright, int origin, int stepX, int stepY)
    {
        ReadOnlySpan<Rgb> source = MemoryMarshal.Cast<byte, Rgb>(stored.Pixels);
        for (int top = 0; top < stored.Height; top += Block)
        {
            int bottom = Math.Min(top + Block, stored.Height);
            for (int left = 0; left < stored.Width; left += Block)
            {
                int width = Math.Min(Block, stored.Width - left);
                for (int y = top; y < bottom; y++)
                {
                    ReadOnlySpan<Rgb> row = source.Slice((y * stored.Width) + left, width);
                    int at = origin + (left * stepX) + (y * stepY);
                    foreach (Rgb pixel in row)
                    {
                        upright[at] = pixel;
                        at += stepX;
                    }
                }
            }
        }
    }

    /// <summary>Three bytes moved at once.</summary>
    private readonly record struct Rgb(byte R, byte G, byte B);
}
