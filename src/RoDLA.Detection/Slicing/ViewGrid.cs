namespace RoDLA.Detection.Slicing;

/// <summary>Equal rectangles that cover a page in rows and columns and overlap. One that shows the whole page is a grid too.</summary>
internal sealed class ViewGrid
{
    private const int MaxProportion = 3;
    private const int MaxWindows = 16;

    // Of a window, longer to shorter side: that of the model's input, so that print is as large as it can be.
    private const double WindowProportion = 1.25;
    private const double WindowOverlap = 0.25;

    private const double Rounding = 1e-6;

    private ViewGrid(PageSize page, PageSize view, double overlap)
    {
        Page = page;
        View = view;
        int[] lefts = Starts(page.Width, view.Width, overlap);
        int[] tops = Starts(page.Height, view.Height, overlap);
        Views = [.. tops.SelectMany(top => lefts.Select(left => new PageView(left, top, view)))];
    }

    /// <summary>Size of the page.</summary>
    public PageSize Page { get; }

    /// <summary>Size of each view.</summary>
    public PageSize View { get; }

    /// <summary>The views, row after row.</summary>
    public IReadOnlyList<PageView> Views { get; }

    /// <summary>Whether the only view is the page.</summary>
    public bool IsWhole => View == Page;

    /// <summary>
    /// The whole page; or, where it is longer than 1:3 and its print would be too small in the model's input, windows along its longer
    /// side.
    /// </summary>
    public static ViewGrid Whole(PageSize page)
    {
        (int longer, int shorter) = (Math.Max(page.Width, page.Height), Math.Min(page.Width, page.Height));
        if (longer <= (long)MaxProportion * shorter)
        {
            return new ViewGrid(page, page, 0);
        }

        int along = (int)Math.Ceiling(shorter * WindowProportion);
        PageSize window = page.Height > page.Width ? new PageSize(page.Width, along) : new PageSize(along, page.Height);
        return Limited(page, window, WindowOverlap, MaxWindows);
    }

    /// <summary>The slices of a request, enlarged where there would be more than <paramref name="max"/>.</summary>
    public static ViewGrid Slices(PageSize page, SliceSettings slices, int max) =>
        Limited(page, new PageSize(slices.Width, slices.Height), slices.Overlap, max);

    private static ViewGrid Limited(PageSize page, PageSize wanted, double overlap, int max)
    {
        PageSize view;
        double factor = 1;
        while (Count(page, view = Scaled(page, wanted, factor), overlap) > max)
        {
            factor *= 1.01;
        }

        return new ViewGrid(page, view, overlap);
    }

    private static PageSize Scaled(PageSize page, PageSize view, double factor) => new(
        (int)Math.Min(page.Width, Math.Ceiling(view.Width * factor)), (int)Math.Min(page.Height, Math.Ceiling(view.Height * factor)));

    private static long Count(PageSize page, PageSize view, double overlap) =>
        (long)Count(page.Width, view.Width, overlap) * Count(page.Height, view.Height, overlap);

    // A little less: 0.2 is no binary fraction, and one view more must not come of it.
    private static int Count(int side, int view, double overlap) =>
        1 + (int)Math.Ceiling(((side - view) / (view * (1 - overlap))) - Rounding);

    /// <summary>Evenly spread, the last ending with the page.</summary>
    private static int[] Starts(int side, int view, double overlap)
    {
        int count = Count(side, view, overlap);
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * (side - view) / Math.Max(1, count - 1)))];
    }
}
