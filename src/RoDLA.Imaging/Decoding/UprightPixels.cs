using System.Runtime.InteropServices;
using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Decoding;

/// <summary>Turns stored pixels upright.</summary>
internal static class UprightPixels
{
    /// <summary>Side of the square that is turned at once, so that rows read and columns written stay in the cache.</summary>
    private const int Block = 32;

    /// <summary>A copy of <paramref name="stored"/>, turned; the copy is the caller's.</summary>
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

    /// <summary>Three bytes moved as one.</summary>
    private readonly record struct Rgb(byte R, byte G, byte B);
}
