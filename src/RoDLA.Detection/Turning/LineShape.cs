namespace RoDLA.Detection.Turning;

/// <summary>
/// Which way up lines of text are: in Latin print more ink reaches above the small letters than below them. Measured in parts of the
/// page, since the lines of neighbouring columns of print are not level with each other.
/// </summary>
/// <param name="Lines">Lines of text, counted in each part.</param>
/// <param name="Asymmetry">How much more ink lies above the small letters than below, -1 to 1.</param>
internal readonly record struct LineShape(int Lines, double Asymmetry)
{
    private const int Parts = 8;
    private const int LeastHeight = 5;
    private const int MaxHeight = 40;

    // Of a part's width: less is a few words or a mark, more a rule or an area.
    private const double LeastInk = 0.1;
    private const double MaxInk = 0.75;

    /// <summary>Measures the lines of a page.</summary>
    /// <param name="strips">The ink of the page.</param>
    /// <param name="degrees">By how much its lines fall along the strips.</param>
    public static LineShape Of(InkStrips strips, double degrees)
    {
        (int lines, long above, long below) = (0, 0, 0);
        for (int part = 0; part < Parts; part++)
        {
            ReadOnlySpan<ushort> profile = strips.Profile(degrees, part, Parts, out int width);
            for (int start; (start = profile.IndexOfAnyExcept((ushort)0)) >= 0;)
            {
                profile = profile[start..];
                int end = profile.IndexOf((ushort)0) is var blank and >= 0 ? blank : profile.Length;
                if (end is >= LeastHeight and <= MaxHeight && Measure(profile[..end], width) is var (over, under) && over + under > 0)
                {
                    (lines, above, below) = (lines + 1, above + over, below + under);
                }

                profile = profile[end..];
            }
        }

        return new LineShape(lines, lines == 0 ? 0 : (double)(above - below) / (above + below));
    }

    /// <summary>Ink above and below the small letters, which fill the rows with at least half of the most; 0 for what is no line.</summary>
    private static (int Above, int Below) Measure(ReadOnlySpan<ushort> line, int width)
    {
        ushort most = 0;
        foreach (ushort count in line)
        {
            most = Math.Max(most, count);
        }

        if (most < LeastInk * width || most > MaxInk * width)
        {
            return (0, 0);
        }

        ushort half = (ushort)((most + 1) / 2);
        return (Sum(line[..line.IndexOfAnyInRange(half, most)]), Sum(line[(line.LastIndexOfAnyInRange(half, most) + 1)..]));
    }

    private static int Sum(ReadOnlySpan<ushort> rows)
    {
        int sum = 0;
        foreach (ushort count in rows)
        {
            sum += count;
        }

        return sum;
    }
}
