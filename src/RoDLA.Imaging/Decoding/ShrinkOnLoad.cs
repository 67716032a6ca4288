namespace RoDLA.Imaging.Decoding;

/// <summary>How much smaller than it is a page may be decoded.</summary>
internal static class ShrinkOnLoad
{
    /// <summary>Whole factor by which both sides may be divided and still be no smaller than <paramref name="atLeast"/>.</summary>
    /// <remarks>A side that the factor does not divide loses its last few columns or rows, fewer than the factor.</remarks>
    /// <param name="format">JPEG scales by 2, 4 and 8 while decoding; the others average blocks after it.</param>
    /// <param name="full">Size of the page, upright.</param>
    /// <param name="atLeast">Smallest size wanted, upright; null for every pixel.</param>
    public static int Factor(ImageFormat format, PageSize full, PageSize? atLeast)
    {
        if (atLeast is not { Width: > 0, Height: > 0 } least)
        {
            return 1;
        }

        int factor = Math.Max(1, Math.Min(full.Width / least.Width, full.Height / least.Height));
        return format != ImageFormat.Jpeg ? factor : factor switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }
}
