namespace RoDLA.Imaging.Formats;

/// <summary>Size and orientation of one image, from its header.</summary>
/// <param name="Stored">Size of the stored pixels, before orientation.</param>
/// <param name="Orientation">How the stored pixels are turned upright.</param>
internal readonly record struct ImageHeader(PageSize Stored, Orientation Orientation = Orientation.TopLeft)
{
    /// <summary>The least and greatest sample that a TIFF states; null where it does not.</summary>
    public (double Min, double Max)? Samples { get; init; }

    /// <summary>Whether the file is too short to hold that many pixels, however well they are compressed.</summary>
    public bool LacksData { get; init; }

    /// <summary>Whether the orientation swaps width and height.</summary>
    public bool Transposed => Orientation >= Orientation.LeftTop;

    /// <summary>Size after the orientation is applied.</summary>
    public PageSize Upright => Transposed ? new PageSize(Stored.Height, Stored.Width) : Stored;
}
