namespace RoDLA.Imaging;

/// <summary>Supported file formats.</summary>
public enum ImageFormat
{
    /// <summary>JPEG: baseline, progressive, greyscale, CMYK.</summary>
    Jpeg,

    /// <summary>PNG: any colour type and depth, interlaced or not.</summary>
    Png,

    /// <summary>TIFF: any number of pages; 1-bit, CCITT G4, LZW, tiled.</summary>
    Tiff,

    /// <summary>WebP, lossy or lossless.</summary>
    Webp,

    /// <summary>GIF; the first frame.</summary>
    Gif,

    /// <summary>AVIF.</summary>
    Avif,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>PDF, each page rendered by pdftoppm.</summary>
    Pdf,
}
