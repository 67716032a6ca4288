namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// A position on the enlarged page, relative to the upper left corner of a pixel's block of 10 × 10, and which of the four enlarged pixels
/// that are averaged use it.
/// </summary>
/// <param name="X">Tenths across.</param>
/// <param name="Y">Tenths down.</param>
/// <param name="Users">Bit 0: read at (4, 4); bit 1: (5, 4); bit 2: (4, 5); bit 3: (5, 5).</param>
internal readonly record struct MorphologyPoint(int X, int Y, int Users)
{
    /// <summary>Whole pixels from the pixel's centre to the left neighbour of the place.</summary>
    public int LeftPixel { get; } = Whole(X);

    /// <summary>Whole pixels from the pixel's centre to the upper neighbour of the place.</summary>
    public int UpperPixel { get; } = Whole(Y);

    /// <summary>How far the place is from that left neighbour to the next, in 2¹⁵ths.</summary>
    public short ShareX { get; } = Share(X);

    /// <summary>How far the place is from that upper neighbour to the next, in 2¹⁵ths.</summary>
    public short ShareY { get; } = Share(Y);

    /// <summary>Between which two pixel centres a place lies.</summary>
    internal static int Whole(int tenths) => (int)Math.Floor((tenths - 4.5) / 10);

    private static short Share(int tenths) => (short)Math.Round((((tenths - 4.5) / 10) - Whole(tenths)) * (1 << 15));
}
