namespace RoDLA.Detection.Runtime;

/// <summary>
/// Cuts a page longer than 1:3, whose print would be too small in the model's input, into overlapping windows along its longer side, and
/// merges what is found in them. Coordinates along that side are called "along", the others "across".
/// </summary>
internal sealed class PageWindows
{
    private const int MaxProportion = 3;
    private const int MaxWindows = 16;
    private const float Same = 0.5f;

    // Of a window, longer to shorter side: that of the model's input, so that print is as large as it can be.
    private const double Proportion = 1.25;
    private const double Overlap = 0.25;

    // In shares of the shorter side: what ends nearer to a cut is cut.
    private const double CutMargin = 0.01;

    private readonly PageSize _page;
    private readonly bool _isTall;
    private readonly int _length;
    private readonly int[] _starts;

    private PageWindows(PageSize page)
    {
        _page = page;
        _isTall = page.Height > page.Width;
        (int along, int across) = _isTall ? (page.Height, page.Width) : (page.Width, page.Height);
        double wanted = Math.Max(across * Proportion, along / (1 + ((MaxWindows - 1) * (1 - Overlap))));
        _length = Math.Min(along, (int)Math.Ceiling(wanted));
        int count = 1 + (int)Math.Ceiling((along - _length) / (_length * (1 - Overlap)));
        _starts = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * (along - _length) / Math.Max(1, count - 1)))];
    }

    /// <summary>The windows of a page; null for a page that is no longer than 1:3.</summary>
    public static PageWindows? Of(PageSize page) =>
        Math.Max(page.Width, page.Height) > (long)MaxProportion * Math.Min(page.Width, page.Height) ? new PageWindows(page) : null;

    /// <summary>Detects on every window and merges the detections.</summary>
    /// <param name="page">The page.</param>
    /// <param name="detect">Detects on one window; its boxes are in pixels of the window.</param>
    /// <param name="max">Most detections of the page.</param>
    /// <returns>Most confident first, in pixels of the page.</returns>
    public IReadOnlyList<LayoutElement> Detect(PageImage page, Func<PageImage, IReadOnlyList<LayoutElement>> detect, int max)
    {
        List<LayoutElement> merged = [];
        for (int i = 0; i < _starts.Length; i++)
        {
            using PageImage window = Cut(page, _starts[i]);
            List<LayoutElement> earlier = merged;
            merged = [];
            foreach (LayoutElement found in detect(window))
            {
                LayoutElement moved = found with { Box = Move(found.Box, _starts[i]) };
                if (!IsCutAndWholeBeside(moved.Box, i))
                {
                    merged.Add(Join(moved, earlier));
                }
            }

            merged.AddRange(earlier);
        }

        return [.. merged.OrderByDescending(element => element.Confidence).Take(max)];
    }

    /// <summary>Whether a window cuts an element that a window beside it shows as a whole.</summary>
    private bool IsCutAndWholeBeside(BoundingBox box, int window)
    {
        double margin = CutMargin * (_isTall ? _page.Width : _page.Height);
        (float from, float to) = _isTall ? (box.Y1, box.Y2) : (box.X1, box.X2);
        bool isCutBefore = window > 0 && from < _starts[window] + margin && to <= _starts[window - 1] + _length;
        bool isCutBehind = window < _starts.Length - 1 && to > _starts[window] + _length - margin && from >= _starts[window + 1];
        return isCutBefore || isCutBehind;
    }

    /// <summary>Joins an element with those of earlier windows that are the same or parts of it, and removes those.</summary>
    private LayoutElement Join(LayoutElement found, List<LayoutElement> earlier)
    {
        for (int i; (i = earlier.FindIndex(other => IsSame(other, found))) >= 0; earlier.RemoveAt(i))
        {
            found = found with { Confidence = Math.Max(found.Confidence, earlier[i].Confidence), Box = Union(found.Box, earlier[i].Box) };
        }

        return found;
    }

    /// <summary>Whether two boxes of one class lie side by side across, and share most of what both windows show of them along.</summary>
    private bool IsSame(LayoutElement a, LayoutElement b)
    {
        (float width, float leastWidth) = Shared(a.Box.X1, a.Box.X2, b.Box.X1, b.Box.X2);
        (float height, float leastHeight) = Shared(a.Box.Y1, a.Box.Y2, b.Box.Y1, b.Box.Y2);
        (float across, float leastAcross) = _isTall ? (width, leastWidth) : (height, leastHeight);
        (float along, float leastAlong) = _isTall ? (height, leastHeight) : (width, leastWidth);
        return a.ClassId == b.ClassId && across >= Same * leastAcross && along >= Same * Math.Min(leastAlong, _length * (float)Overlap)
            && across > 0 && along > 0;
    }

    /// <summary>What two intervals share, and the length of the shorter one.</summary>
    private static (float Length, float Shorter) Shared(float a1, float a2, float b1, float b2) =>
        (Math.Min(a2, b2) - Math.Max(a1, b1), Math.Min(a2 - a1, b2 - b1));

    private static BoundingBox Union(BoundingBox a, BoundingBox b) =>
        new(Math.Min(a.X1, b.X1), Math.Min(a.Y1, b.Y1), Math.Max(a.X2, b.X2), Math.Max(a.Y2, b.Y2));

    private BoundingBox Move(BoundingBox box, int start) => _isTall
        ? box with { Y1 = box.Y1 + start, Y2 = box.Y2 + start }
        : box with { X1 = box.X1 + start, X2 = box.X2 + start };

    private PageImage Cut(PageImage page, int start)
    {
        PageImage window = _isTall ? PageImage.Rent(_page.Width, _length) : PageImage.Rent(_length, _page.Height);
        (int left, int top) = _isTall ? (0, start) : (start, 0);
        for (int y = 0; y < window.Height; y++)
        {
            page.Row(top + y).Slice(left * PageImage.Channels, window.Stride).CopyTo(window.Row(y));
        }

        return window;
    }
}
