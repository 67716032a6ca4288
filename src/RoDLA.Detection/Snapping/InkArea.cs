using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Snapping;

/// <summary>The print under a box and round it.</summary>
internal readonly struct InkArea
{
    private const int LeastLine = 3;

    // With a row of white after each.
    private const int MaxLines = InkPage.MaxSide / (LeastLine + 1);

    private readonly InkPage _page;
    private readonly PrintContrast? _contrast;

    /// <param name="page">The ink of the page.</param>
    /// <param name="box">In pixels of the page.</param>
    public InkArea(InkPage page, BoundingBox box)
    {
        _page = page;
        Left = Math.Clamp((int)MathF.Round(box.X1 / page.Factor), 0, page.Size.Width);
        Right = Math.Clamp((int)MathF.Round(box.X2 / page.Factor), Left, page.Size.Width);
        Top = Math.Clamp((int)MathF.Round(box.Y1 / page.Factor), 0, page.Size.Height);
        Bottom = Math.Clamp((int)MathF.Round(box.Y2 / page.Factor), Top, page.Size.Height);
        _contrast = Contrast();
    }

    /// <summary>First column, in reduced pixels.</summary>
    public int Left { get; }

    /// <summary>Column after the last.</summary>
    public int Right { get; }

    /// <summary>First row.</summary>
    public int Top { get; }

    /// <summary>Row after the last.</summary>
    public int Bottom { get; }

    /// <summary>Tells which rows have print between the left and the right edge; beyond the page none has.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="step">1 or -1: the rows after it, or before it.</param>
    /// <param name="hasPrint">Gets 0 for a row without print.</param>
    public void Rows(int first, int step, Span<byte> hasPrint)
    {
        for (int i = 0; i < hasPrint.Length; i++)
        {
            int y = first + (i * step);
            hasPrint[i] = y >= 0 && y < _page.Size.Height && HasPrint(y) ? (byte)1 : (byte)0;
        }
    }

    /// <summary>Tells which columns have print between the top and the bottom edge; beyond the page none has.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="step">1 or -1: the columns after it, or before it.</param>
    /// <param name="hasPrint">Gets 0 for a column without print.</param>
    public void Columns(int first, int step, Span<byte> hasPrint)
    {
        hasPrint.Clear();
        int last = first + ((hasPrint.Length - 1) * step);
        (int from, int to) = (Math.Max(Math.Min(first, last), 0), Math.Min(Math.Max(first, last) + 1, _page.Size.Width));
        if (from >= to || _contrast is not { } contrast)
        {
            return;
        }

        Span<byte> found = hasPrint.Slice(step > 0 ? from - first : first - to + 1, to - from);
        for (int y = Top; y < Bottom; y++)
        {
            contrast.Mark(Row(_page.Levels, y, from, to), Row(_page.Ink, y, from, to), found);
        }

        if (step < 0)
        {
            found.Reverse();
        }
    }

    /// <summary>The median height of the lines of text; 0 for none.</summary>
    public int LineHeight()
    {
        Span<int> heights = stackalloc int[MaxLines + 1];
        int count = 0;
        int start = -1;
        for (int y = Top; y <= Bottom; y++)
        {
            bool isLine = y < Bottom && HasPrint(y);
            if (isLine && start < 0)
            {
                start = y;
            }
            else if (!isLine && start >= 0)
            {
                heights[count] = y - start;
                count += heights[count] >= LeastLine ? 1 : 0;
                start = -1;
            }
        }

        heights = heights[..count];
        heights.Sort();
        return count == 0 ? 0 : heights[count / 2];
    }

    private bool HasPrint(int y) =>
        _contrast is { } contrast && contrast.IsIn(Row(_page.Levels, y, Left, Right), Row(_page.Ink, y, Left, Right));

    private PrintContrast? Contrast()
    {
        Span<int> histograms = stackalloc int[2 * 256];
        histograms.Clear();
        for (int y = Top; y < Bottom; y++)
        {
            ReadOnlySpan<byte> levels = Row(_page.Levels, y, Left, Right);
            ReadOnlySpan<byte> ink = Row(_page.Ink, y, Left, Right)[..levels.Length];
            for (int x = 0; x < levels.Length; x++)
            {
                histograms[(ink[x] << 8) | levels[x]]++;
            }
        }

        return PrintContrast.Of(histograms[..256], histograms[256..]);
    }

    private ReadOnlySpan<byte> Row(ReadOnlySpan<byte> plane, int y, int from, int to) => plane.Slice((y * _page.Size.Width) + from, to - from);
}
