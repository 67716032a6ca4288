namespace RoDLA.Perturbations.Inconsistency;

/// <summary>
/// The positions of the enlarged page that decide one pixel. Enlarging is linear between pixel centres, so along a row or column only the
/// ends of each interval between two centres can be the minimum or maximum; the rest of the structuring element is left out.
/// </summary>
internal static class MorphologyPlan
{
    private const int FirstRead = 4;

    /// <summary>An ellipse of 2 × <paramref name="radius"/> + 1, anchored in its middle.</summary>
    public static MorphologyPoint[] Ellipse(int radius)
    {
        List<(int X, int Y)> element = [];
        for (int dy = -radius; dy <= radius; dy++)
        {
            int reach = (int)Math.Round(radius * Math.Sqrt(1 - ((double)dy * dy / (radius * radius))));
            element.AddRange(Enumerable.Range(-reach, (2 * reach) + 1).Select(dx => (dx, dy)));
        }

        return Plan(element);
    }

    /// <summary>A cross of 2 × <paramref name="radius"/> + 1, anchored at its upper left corner.</summary>
    public static MorphologyPoint[] CornerCross(int radius) =>
        Plan([.. Enumerable.Range(0, (2 * radius) + 1).SelectMany(i => new[] { (i, radius), (radius, i) }).Distinct()]);

    private static MorphologyPoint[] Plan(List<(int X, int Y)> element)
    {
        var users = new Dictionary<(int X, int Y), int>();
        for (int user = 0; user < 4; user++)
        {
            (int readX, int readY) = (FirstRead + (user & 1), FirstRead + (user >> 1));
            IEnumerable<(int X, int Y)> places = element.Select(offset => (readX + offset.X, readY + offset.Y));
            IEnumerable<(int X, int Y)> ends = places
                .GroupBy(place => (place.Y, MorphologyPoint.Whole(place.X)))
                .SelectMany(run => new[] { run.MinBy(place => place.X), run.MaxBy(place => place.X) });
            ends = ends
                .GroupBy(place => (place.X, MorphologyPoint.Whole(place.Y)))
                .SelectMany(run => new[] { run.MinBy(place => place.Y), run.MaxBy(place => place.Y) });
            foreach ((int X, int Y) place in ends)
            {
                users[place] = users.GetValueOrDefault(place) | (1 << user);
            }
        }

        return [.. users.Select(entry => new MorphologyPoint(entry.Key.X, entry.Key.Y, entry.Value)).OrderBy(p => p.Y).ThenBy(p => p.X)];
    }
}
