using RoDLA.Detection.Ink;

namespace RoDLA.Detection.Snapping;

/// <summary>The ink under a box.</summary>
internal sealed class InkArea
{
    private const int LeastLine = 3;

    private readonly InkPage _page;

    /// <param name="page">The ink of the page.</param>
    /// <param name="left">Left edge of the box in reduced pixels.</param>
    /// <param name="top">Top edge.</param>
    /// <param name="right">Right edge.</param>
    /// <param name="bottom">Bottom edge.</param>
    public InkArea(InkPage page, float left, float top, float right, float bottom)
    {
        _page = page;
        Left = Math.Clamp((int)MathF.Round(left), 0, page.Size.Width);
        Right = Math.Clamp((int)MathF.Round(right), Left, page.Size.Width);
        Top = Math.Clamp((int)MathF.Round(top), 0, page.Size.Height);
        Bottom = Math.Clamp((int)MathF.Round(bottom), Top, page.Size.Height);
    }

    /// <summary>First column.</summary>
    public int Left { get; }

    /// <summary>Column after the last.</summary>
    public int Right { get; }

    /// <summary>First row.</summary>
    public int Top { get; }

    /// <summary>Row after the last.</summary>
    public int Bottom { get; }

    /// <summary>Whether a row has ink between the left and the right edge.</summary>
    public bool HasInkInRow(int y) =>
        y >= 0 && y < _page.Size.Height && _page.Ink.Slice((y * _page.Size.Width) + Left, Right - Left).Contains((byte)1);

    /// <summary>Whether a column has ink between the top and the bottom edge.</summary>
    public bool HasInkInColumn(int x)
    {
        if (x < 0 || x >= _page.Size.Width)
        {
            return false;
        }

        ReadOnlySpan<byte> ink = _page.Ink;
        for (int y = Top; y < Bottom; y++)
        {
            if (ink[(y * _page.Size.Width) + x] != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The median height of the lines of text; 0 for none.</summary>
    public int LineHeight()
    {
        List<int> heights = [];
        int start = -1;
        for (int y = Top; y <= Bottom; y++)
        {
            bool isLine = y < Bottom && HasInkInRow(y);
            if (isLine && start < 0)
            {
                start = y;
            }
            else if (!isLine && start >= 0)
            {
                heights.Add(y - start);
                start = -1;
            }
        }

        heights.RemoveAll(height => height < LeastLine);
        heights.Sort();
        return heights.Count == 0 ? 0 : heights[heights.Count / 2];
    }
}
