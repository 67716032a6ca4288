namespace RoDLA.Imaging;

/// <summary>The pixel limits of <see cref="ImagingOptions"/>.</summary>
internal readonly struct PageLimits(ImagingOptions options)
{
    private readonly int _side = options.MaxSidePixels;
    private readonly long _pixels = options.MaxPixels;

    /// <exception cref="ImageException">The size is over a limit.</exception>
    public void Check(PageSize size)
    {
        if (size.Width > _side || size.Height > _side)
        {
            throw new ImageException(ImageFault.TooManyPixels, $"The page is {size} pixels; at most {_side} a side are read.");
        }

        if (size.Pixels > _pixels)
        {
            throw new ImageException(
                ImageFault.TooManyPixels, $"The page is {size} pixels, {size.Pixels} in all; at most {_pixels} are read.");
        }
    }
}
