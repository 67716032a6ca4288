namespace RoDLA.Imaging.Formats;

/// <summary>Field biCompression of a bitmap.</summary>
internal enum BmpCompression : uint
{
    /// <summary>BI_RGB.</summary>
    None = 0,

    /// <summary>BI_RLE8.</summary>
    Rle8 = 1,

    /// <summary>BI_RLE4.</summary>
    Rle4 = 2,

    /// <summary>BI_BITFIELDS.</summary>
    BitFields = 3,

    /// <summary>BI_ALPHABITFIELDS.</summary>
    AlphaBitFields = 6,
}
