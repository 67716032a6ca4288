namespace RoDLA.Analysis.Text;

/// <summary>
/// The cells of a ruled table: between lines that cross most of it, in both directions. A table without lines of both kinds inside has
/// none.
/// </summary>
/// <param name="Columns">Edges of the columns, from left to right.</param>
/// <param name="Rows">Edges of the rows, from top to bottom.</param>
internal sealed record TableGrid(IReadOnlyList<float> Columns, IReadOnlyList<float> Rows)
{
    // A line of half a point at 72 dots an inch is this dark after smoothing.
    private const int Dark = 200;
    private const double LeastShare = 0.7;
    private const int MostBreak = 2;
    private const float EdgeShare = 0.03f;
    private const int MostCells = 5000;

    /// <summary>The grid of a table; null when it is not ruled.</summary>
    public static TableGrid? Find(PageImage image, BoundingBox box)
    {
        PagePart part = PagePart.Of(box, image.Size);
        List<float> rows = Edges(Lines(image, part, isRow: true), part.Y, part.Y + part.Height);
        List<float> columns = Edges(Lines(image, part, isRow: false), part.X, part.X + part.Width);
        return rows.Count > 2 && columns.Count > 2 && (rows.Count - 1) * (columns.Count - 1) <= MostCells
            ? new TableGrid(columns, rows)
            : null;
    }

    /// <summary>The boxes of the cells, row after row.</summary>
    public IEnumerable<IReadOnlyList<BoundingBox>> Cells() => Rows.Zip(Rows.Skip(1), (top, bottom) =>
        (IReadOnlyList<BoundingBox>)[.. Columns.Zip(Columns.Skip(1), (left, right) => new BoundingBox(left, top, right, bottom))]);

    /// <summary>Middles of the lines.</summary>
    private static IEnumerable<float> Lines(PageImage image, PagePart part, bool isRow)
    {
        (int across, int along) = isRow ? (part.Height, part.Width) : (part.Width, part.Height);
        int first = -1;
        for (int i = 0; i <= across; i++)
        {
            bool isLine = i < across && LongestRun(image, part, i, isRow) >= LeastShare * along;
            if (isLine && first < 0)
            {
                first = i;
            }
            else if (!isLine && first >= 0)
            {
                yield return (isRow ? part.Y : part.X) + ((first + i) / 2f);
                first = -1;
            }
        }
    }

    /// <summary>Length of the longest dark run in a row or column of pixels; short breaks do not end it.</summary>
    private static int LongestRun(PageImage image, PagePart part, int index, bool isRow)
    {
        int longest = 0;
        int run = 0;
        int broken = 0;
        int length = isRow ? part.Width : part.Height;
        for (int i = 0; i < length; i++)
        {
            (int x, int y) = isRow ? (part.X + i, part.Y + index) : (part.X + index, part.Y + i);
            ReadOnlySpan<byte> pixel = image.Pixels.Slice((y * image.Stride) + (x * PageImage.Channels), PageImage.Channels);
            if ((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) < 1000 * Dark)
            {
                run += broken + 1;
                broken = 0;
                longest = Math.Max(longest, run);
            }
            else if (run > 0 && ++broken > MostBreak)
            {
                run = broken = 0;
            }
        }

        return longest;
    }

    /// <summary>The lines, with the edges of the table in place of those near them.</summary>
    private static List<float> Edges(IEnumerable<float> lines, float first, float last)
    {
        float near = EdgeShare * (last - first);
        return [first, .. lines.Where(line => line > first + near && line < last - near), last];
    }
}
