using RoDLA.Imaging;

namespace RoDLA.Tests.Detection.Ink;

/// <summary>
/// The ink of a page, its projection profile and the edges of text, by their definitions: pixel by pixel, without vectors and without
/// tables. Slow.
/// </summary>
internal sealed class PlainInk
{
    private const int Cell = 16;

    private readonly int[,] _levels;
    private readonly bool[,] _ink;

    public PlainInk(PageImage page)
    {
        Factor = Math.Max(1, Math.Max(page.Width, page.Height) / 1100);
        (Width, Height) = (page.Width / Factor, page.Height / Factor);
        _levels = new int[Width, Height];
        _ink = new bool[Width, Height];
        ForEach((x, y) => _levels[x, y] = Mean(page, x, y));
        int[,] paper = new int[Width / Cell, Height / Cell];
        for (int y = 0; y < Height / Cell; y++)
        {
            for (int x = 0; x < Width / Cell; x++)
            {
                paper[x, y] = Paper(x * Cell, y * Cell);
            }
        }

        paper = Smooth(paper, 1, 0);
        paper = Smooth(paper, 0, 1);
        ForEach((x, y) =>
        {
            int ground = paper[Math.Min(x / Cell, (Width / Cell) - 1), Math.Min(y / Cell, (Height / Cell) - 1)];
            _ink[x, y] = Math.Abs(_levels[x, y] - ground) > 45 * Math.Max(ground, 255 - ground) / 255;
        });
    }

    public int Width { get; }

    public int Height { get; }

    public int Factor { get; }

    public byte[] Levels => Rows((x, y) => (byte)_levels[x, y]);

    public byte[] Ink => Rows((x, y) => _ink[x, y] ? (byte)1 : (byte)0);

    /// <summary>Sum of the squared differences of neighbouring rows, every pixel of ink moved along the falling lines.</summary>
    /// <param name="degrees">By how much lines fall.</param>
    /// <param name="isSideways">Whether lines run down the page.</param>
    /// <param name="strip">Pixels that are moved as the middle one is: 1 for each by itself. Those beyond the last strip are left out.</param>
    public double Sharpness(double degrees, bool isSideways, int strip)
    {
        (int along, int across) = isSideways ? (Height, Width) : (Width, Height);
        int reach = along;
        long[] profile = new long[across + (2 * reach) + 1];
        double slope = Math.Tan(degrees * Math.PI / 180);
        ForEach((x, y) =>
        {
            (int position, int row) = isSideways ? (y, x) : (x, y);
            if (_ink[x, y] && position / strip < along / strip)
            {
                double middle = ((position / strip) + 0.5) * strip;
                profile[reach + row - (int)Math.Round(slope * (middle - (along / strip * strip / 2.0)))]++;
            }
        });
        return profile.Zip(profile.Skip(1), (above, below) => (double)((below - above) * (below - above))).Sum();
    }

    /// <summary>The box with its edges on the ink.</summary>
    public BoundingBox Snap(BoundingBox box)
    {
        int left = Math.Clamp((int)MathF.Round(box.X1 / Factor), 0, Width);
        int right = Math.Clamp((int)MathF.Round(box.X2 / Factor), left, Width);
        int top = Math.Clamp((int)MathF.Round(box.Y1 / Factor), 0, Height);
        int bottom = Math.Clamp((int)MathF.Round(box.Y2 / Factor), top, Height);
        (int X, int Y)[] pixels = [.. Enumerable.Range(top, bottom - top)
            .SelectMany(y => Enumerable.Range(left, right - left).Select(x => (x, y)))];
        int[] papers = [.. pixels.Where(at => !_ink[at.X, at.Y]).Select(at => _levels[at.X, at.Y]).Order()];
        if (papers.Length == 0 || papers.Length == pixels.Length)
        {
            return box;
        }

        int paper = papers[(papers.Length - 1) / 2];
        int[] contrasts = [.. pixels.Where(at => _ink[at.X, at.Y]).Select(at => Math.Abs(_levels[at.X, at.Y] - paper)).Order()];
        int contrast = contrasts[(contrasts.Length - 1) * 3 / 4];
        bool IsPrint(int x, int y) => _ink[x, y] && 20 * Math.Abs(_levels[x, y] - paper) > 7 * contrast;
        bool Row(int y) => y >= 0 && y < Height && Enumerable.Range(left, right - left).Any(x => IsPrint(x, y));
        bool Column(int x) => x >= 0 && x < Width && Enumerable.Range(top, bottom - top).Any(y => IsPrint(x, y));

        int[] lines = [.. string.Concat(Enumerable.Range(top, bottom - top).Select(y => Row(y) ? '#' : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Length).Where(height => height >= 3).Order()];
        int line = lines.Length == 0 ? 0 : lines[lines.Length / 2];
        if (line == 0 || line > 0.035 * Math.Max(Width, Height))
        {
            return box;
        }

        int gap = Math.Max(1, (int)Math.Round(0.2 * line));
        int? up = Move(top, -1, Row, 0.5 * line, 1);
        int? down = Move(bottom, 1, Row, 0.5 * line, 1);
        if (bottom - top < 1.8 * line && down <= bottom && bottom - down <= 0.25 * line)
        {
            down = null;
        }

        int? before = Move(left, -1, Column, line, gap);
        int? after = Move(right, 1, Column, line, gap);
        BoundingBox snapped = new(
            before is { } l ? (float)Math.Max(0, l - (0.05 * line)) * Factor : box.X1,
            up is { } t ? (float)Math.Max(0, t - (0.08 * line)) * Factor : box.Y1,
            after is { } r ? (float)Math.Min(Width, r + (0.05 * line)) * Factor : box.X2,
            down is { } b ? (float)Math.Min(Height, b + (0.1 * line)) * Factor : box.Y2);
        return snapped.X2 > snapped.X1 && snapped.Y2 > snapped.Y1 ? snapped : box;
    }

    /// <summary>The place of an edge between two rows or columns: out of the letters that it cuts, or in to the first ones.</summary>
    private static int? Move(int edge, int outward, Func<int, bool> hasInk, double most, int gap)
    {
        bool Inside(int at) => hasInk(outward > 0 ? at - 1 : at);
        bool IsFree(int at) => !Enumerable.Range(0, gap).Any(step => hasInk(outward > 0 ? at + step : at - 1 - step));

        bool isCut = Inside(edge) && !IsFree(edge);
        for (int moved = 0; moved <= most; moved++)
        {
            int at = isCut ? edge + (outward * moved) : edge - (outward * moved);
            if (isCut ? IsFree(at) : Inside(at))
            {
                return at;
            }
        }

        return null;
    }

    private int Mean(PageImage page, int x, int y)
    {
        int sum = 0;
        for (int row = y * Factor; row < (y + 1) * Factor; row++)
        {
            foreach (byte level in page.Row(row).Slice(x * Factor * 3, Factor * 3))
            {
                sum += level;
            }
        }

        return sum / (Factor * Factor * 3);
    }

    private int Paper(int left, int top)
    {
        int[] levels = [.. Enumerable.Range(0, Cell * Cell).Select(i => _levels[left + (i % Cell), top + (i / Cell)])];
        int mean = levels.Sum() / levels.Length;
        int[] light = [.. levels.Where(level => level >= mean)];
        int[] dark = [.. levels.Where(level => level < mean)];
        int[] more = light.Length >= dark.Length ? light : dark;
        return more.Sum() / more.Length;
    }

    private static int[,] Smooth(int[,] source, int stepX, int stepY)
    {
        (int across, int down) = (source.GetLength(0), source.GetLength(1));
        int[,] target = new int[across, down];
        for (int y = 0; y < down; y++)
        {
            for (int x = 0; x < across; x++)
            {
                target[x, y] = Enumerable.Range(-2, 5)
                    .Select(i => source[Math.Clamp(x + (i * stepX), 0, across - 1), Math.Clamp(y + (i * stepY), 0, down - 1)])
                    .Order().ElementAt(2);
            }
        }

        return target;
    }

    private void ForEach(Action<int, int> action)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                action(x, y);
            }
        }
    }

    private byte[] Rows(Func<int, int, byte> value)
    {
        byte[] rows = new byte[Width * Height];
        ForEach((x, y) => rows[(y * Width) + x] = value(x, y));
        return rows;
    }
}
