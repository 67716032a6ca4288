using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Decoding;

/// <summary>Opens one page with the libvips loader of its format; only the header is read until pixels are asked for.</summary>
internal static class ImageLoader
{
    private const int Sequential = 1;

    /// <summary>VIPS_FAIL_ON_ERROR: a truncated or corrupt file fails, where libvips would fill in grey.</summary>
    private const int FailOnError = 2;

    /// <param name="format">Kind, told by content.</param>
    /// <param name="path">The file, or null.</param>
    /// <param name="data">The bytes when there is no file; they must outlive the image.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="shrink">JPEG: 1, 2, 4 or 8; WebP: any; the others take no notice.</param>
    public static unsafe VipsImage Open(ImageFormat format, string? path, byte* data, int length, int page, int shrink)
    {
        string loader = format switch
        {
            ImageFormat.Jpeg => "jpegload",
            ImageFormat.Png => "pngload",
            ImageFormat.Tiff => "tiffload",
            ImageFormat.Webp => "webpload",
            ImageFormat.Gif => "gifload",
            ImageFormat.Avif => "heifload",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No libvips loader."),
        };
        using var operation = new VipsOperation(path is null ? loader + "_buffer" : loader);
        if (path is null)
        {
            operation.Set("buffer", data, length);
        }
        else
        {
            operation.Set("filename", path);
        }

        operation.Set("access", Sequential).Set("fail-on", FailOnError);
        switch (format)
        {
            case ImageFormat.Jpeg:
                operation.Set("shrink", shrink);
                break;
            case ImageFormat.Webp when shrink > 1:
                operation.Set("scale", 1.0 / shrink);
                break;
            case ImageFormat.Tiff:
                operation.Set("page", page - 1);
                break;
        }

        return operation.ToImage();
    }
}
