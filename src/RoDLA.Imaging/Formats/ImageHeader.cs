namespace RoDLA.Imaging.Formats;

/// <summary>What a header says of one image.</summary>
/// <param name="Stored">Size of the stored pixels, before orientation.</param>
/// <param name="Orientation">How they are to be turned.</param>
internal readonly record struct ImageHeader(PageSize Stored, Orientation Orientation = Orientation.TopLeft)
{
    /// <summary>Whether width and height change places when turned upright.</summary>
    public bool Transposed => Orientation >= Orientation.LeftTop;

    /// <summary>Size as a person sees it.</summary>
    public PageSize Upright => Transposed ? new PageSize(Stored.Height, Stored.Width) : Stored;
}
