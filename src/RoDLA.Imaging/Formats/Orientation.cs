namespace RoDLA.Imaging.Formats;

/// <summary>
/// EXIF orientation (tag 0x0112): the position of row 0 and column 0 of the stored pixels on the upright page. Values and names as in
/// the EXIF 2.3 specification, section 4.6.4.
/// </summary>
internal enum Orientation
{
    /// <summary>Stored upright.</summary>
    TopLeft = 1,

    /// <summary>Mirrored left to right.</summary>
    TopRight = 2,

    /// <summary>Upside down.</summary>
    BottomRight = 3,

    /// <summary>Mirrored top to bottom.</summary>
    BottomLeft = 4,

    /// <summary>Transposed: rows are columns.</summary>
    LeftTop = 5,

    /// <summary>Rotate 90° clockwise.</summary>
    RightTop = 6,

    /// <summary>Transposed along the other diagonal.</summary>
    RightBottom = 7,

    /// <summary>Rotate 90° anticlockwise.</summary>
    LeftBottom = 8,
}
