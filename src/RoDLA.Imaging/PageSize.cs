namespace RoDLA.Imaging;

/// <summary>Size of a page in pixels, upright (after EXIF orientation).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public readonly record struct PageSize(int Width, int Height)
{
    /// <summary>Width times height; a <see cref="long"/>, since headers can claim 65,535 × 65,535.</summary>
    public long Pixels => (long)Width * Height;

    /// <inheritdoc/>
    public override string ToString() => $"{Width}×{Height}";
}
