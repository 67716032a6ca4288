namespace RoDLA.Analysis.Pictures;

/// <summary>Kind of file that a page is written as.</summary>
public enum PictureFormat
{
    /// <summary>PNG, lossless.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>WebP, lossy.</summary>
    Webp,
}
