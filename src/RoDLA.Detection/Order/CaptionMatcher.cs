namespace RoDLA.Detection.Order;

/// <summary>Finds the figure or table of each caption, and the table of each footnote under one.</summary>
/// <param name="elements">The elements of a page.</param>
/// <param name="roles">Their roles.</param>
/// <param name="page">Size of the page.</param>
internal sealed class CaptionMatcher(IReadOnlyList<LayoutElement> elements, IReadOnlyList<OrderRole> roles, PageSize page)
{
    // Greatest distance, of the page's height or width.
    private const float MaxGap = 0.05f;

    // Of the caption, that must lie along its figure.
    private const float Along = 0.5f;

    // Captions of tables are above, those of figures below: the other side, or beside, counts as farther away.
    private const float OtherSide = 2;
    private const float Touching = 0.001f;

    /// <summary>The relations: a caption or footnote has one figure or table, and a figure or table one caption.</summary>
    public IEnumerable<LayoutRelation> Match()
    {
        HashSet<int> captions = [];
        HashSet<int> captioned = [];
        var pairs = from caption in Having(OrderRole.Caption)
                    from target in Having(OrderRole.Figure, OrderRole.Table)
                    let distance = Distance(elements[caption].Box, elements[target].Box, roles[target])
                    where distance is not null
                    orderby distance, caption
                    select (caption, target);
        foreach ((int caption, int target) in pairs)
        {
            if (!captions.Contains(caption) && !captioned.Contains(target))
            {
                captions.Add(caption);
                captioned.Add(target);
                yield return new LayoutRelation(caption, target, LayoutRelation.CaptionOf);
            }
        }

        foreach (int footnote in Having(OrderRole.Footnote))
        {
            if (FindAbove(footnote) is { } target)
            {
                yield return new LayoutRelation(footnote, target, LayoutRelation.FootnoteOf);
            }
        }
    }

    private IEnumerable<int> Having(params OrderRole[] wanted) => Enumerable.Range(0, elements.Count).Where(i => wanted.Contains(roles[i]));

    /// <summary>How far a caption is from a figure or table, in shares of the page; null when it is not beside it.</summary>
    private float? Distance(BoundingBox caption, BoundingBox target, OrderRole role)
    {
        float across = Shared(caption.X1, caption.X2, target.X1, target.X2) / Math.Min(caption.Width, target.Width);
        float down = Shared(caption.Y1, caption.Y2, target.Y1, target.Y2) / Math.Min(caption.Height, target.Height);
        bool isBelow = caption.CenterY > target.CenterY;
        float vertical = Math.Max(0, isBelow ? caption.Y1 - target.Y2 : target.Y1 - caption.Y2) / page.Height;
        float horizontal = Math.Max(0, Math.Max(caption.X1 - target.X2, target.X1 - caption.X2)) / page.Width;
        (float gap, bool isUsual) = across >= Along && down < Along
            ? (vertical, isBelow == (role == OrderRole.Figure))
            : down >= Along ? (horizontal, false) : (float.MaxValue, false);
        return gap <= MaxGap ? (gap + Touching) * (isUsual ? 1 : OtherSide) : null;
    }

    /// <summary>The table above a footnote with nothing between; else the nearest text above it.</summary>
    private int? FindAbove(int footnote)
    {
        BoundingBox note = elements[footnote].Box;
        int[] above =
        [
            .. Having(OrderRole.Table, OrderRole.Body)
                .Where(i => elements[i].Box.CenterY < note.Y1
                    && Shared(note.X1, note.X2, elements[i].Box.X1, elements[i].Box.X2)
                        >= Along * Math.Min(note.Width, elements[i].Box.Width))
                .OrderByDescending(i => elements[i].Box.Y2),
        ];
        return above.Length == 0 ? null
            : roles[above[0]] == OrderRole.Body || (note.Y1 - elements[above[0]].Box.Y2) <= MaxGap * page.Height ? above[0]
            : above.Where(i => roles[i] == OrderRole.Body).Cast<int?>().FirstOrDefault();
    }

    private static float Shared(float a1, float a2, float b1, float b2) => Math.Max(0, Math.Min(a2, b2) - Math.Max(a1, b1));
}
