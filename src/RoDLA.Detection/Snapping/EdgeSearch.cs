namespace RoDLA.Detection.Snapping;

/// <summary>Where an edge of a box of text goes, among the rows or columns round it.</summary>
internal static class EdgeSearch
{
    /// <summary>How far an edge has to go outwards to lie on the ink; negative for inwards; null where that is too far.</summary>
    /// <param name="hasInk">
    /// Rows or columns from the inside outwards, 0 for one without ink: <paramref name="most"/> + 1 inside the edge, and outside of it
    /// <paramref name="most"/> + <paramref name="gap"/>.
    /// </param>
    /// <param name="most">How far it may go.</param>
    /// <param name="gap">Rows or columns without ink that end the letters.</param>
    public static int? Distance(ReadOnlySpan<byte> hasInk, int most, int gap)
    {
        ReadOnlySpan<byte> inside = hasInk[..(most + 1)];
        ReadOnlySpan<byte> outside = hasInk[(most + 1)..];
        if (inside[most] == 0 || !outside[..gap].ContainsAnyExcept((byte)0))
        {
            int last = inside.LastIndexOfAnyExcept((byte)0);
            return last < 0 ? null : last - most;
        }

        for (int moved = 1; moved <= most; moved++)
        {
            if (!outside.Slice(moved, gap).ContainsAnyExcept((byte)0))
            {
                return moved;
            }
        }

        return null;
    }
}
