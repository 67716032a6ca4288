namespace RoDLA.Detection.Slicing;

/// <summary>
/// Makes the elements of a page of what the views of a grid show of them: an element that is cut in one view and whole in another is
/// dropped from the first, and the parts of one that is longer than a view are joined.
/// </summary>
internal static class ViewJoin
{
    // Share of what two views show of an element that their boxes must have in common, across and down.
    private const float Same = 0.5f;

    // In shares of the shorter side of a view: what ends nearer to its border is cut.
    private const float CutMargin = 0.01f;

    /// <summary>Joins what was found in the views of a grid.</summary>
    /// <returns>In pixels of the page, in no order.</returns>
    public static List<LayoutElement> Join(ViewGrid grid, IReadOnlyList<ViewElement> found)
    {
        float margin = CutMargin * Math.Min(grid.View.Width, grid.View.Height);
        ViewElement[] parts = [.. found.Where(part => !IsWholeElsewhere(part, grid, margin))];
        int[] groups = [.. Enumerable.Range(0, parts.Length)];
        for (int i = 0; i < parts.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (IsSame(parts[i], parts[j]))
                {
                    groups[Root(groups, i)] = Root(groups, j);
                }
            }
        }

        return [.. Enumerable.Range(0, parts.Length).GroupBy(i => Root(groups, i), i => parts[i].Element).Select(Union)];
    }

    /// <summary>Whether the view cuts an element that another shows as a whole, or at least more of.</summary>
    private static bool IsWholeElsewhere(ViewElement part, ViewGrid grid, float margin)
    {
        (BoundingBox box, PageView view) = (part.Box, part.View);
        bool left = view.Left > 0 && box.X1 < view.Left + margin;
        bool top = view.Top > 0 && box.Y1 < view.Top + margin;
        bool right = view.Right < grid.Page.Width && box.X2 > view.Right - margin;
        bool bottom = view.Bottom < grid.Page.Height && box.Y2 > view.Bottom - margin;
        return (left || top || right || bottom) && grid.Views.Any(other =>
            other != view
            && box.X1 >= other.Left && box.Y1 >= other.Top && box.X2 <= other.Right && box.Y2 <= other.Bottom
            && (!left || other.Left < view.Left)
            && (!top || other.Top < view.Top)
            && (!right || other.Right > view.Right)
            && (!bottom || other.Bottom > view.Bottom));
    }

    /// <summary>Whether two views show the same element, or parts of it: their boxes share most of what both views show of them.</summary>
    private static bool IsSame(ViewElement a, ViewElement b) =>
        a.Element.ClassId == b.Element.ClassId
        && a.View != b.View
        && IsSame(a.Box.X1, a.Box.X2, b.Box.X1, b.Box.X2, Math.Min(a.View.Right, b.View.Right) - Math.Max(a.View.Left, b.View.Left))
        && IsSame(a.Box.Y1, a.Box.Y2, b.Box.Y1, b.Box.Y2, Math.Min(a.View.Bottom, b.View.Bottom) - Math.Max(a.View.Top, b.View.Top));

    private static bool IsSame(float a1, float a2, float b1, float b2, int shown)
    {
        float shared = Math.Min(a2, b2) - Math.Max(a1, b1);
        return shared > 0 && shared >= Same * Math.Min(shown, Math.Min(a2 - a1, b2 - b1));
    }

    private static int Root(int[] groups, int member)
    {
        while (groups[member] != member)
        {
            member = groups[member] = groups[groups[member]];
        }

        return member;
    }

    private static LayoutElement Union(IEnumerable<LayoutElement> parts) => parts.MaxBy(part => part.Confidence)! with
    {
        Box = parts.Select(part => part.Box).Aggregate((all, box) => all.Union(box)),
    };
}
