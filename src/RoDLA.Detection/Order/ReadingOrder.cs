namespace RoDLA.Detection.Order;

/// <summary>
/// Reading order of a page: running heads, the body by <see cref="XyCut"/> with captions, table notes and what lies inside at their
/// figure or table, footnotes, running feet.
/// </summary>
public static class ReadingOrder
{
    // Of an element, that may lie in the box of a figure and its caption before the two are read apart.
    private const float MaxInside = 0.25f;

    // Of an element, for which it is a part of a figure or table.
    private const float Inside = 0.8f;

    /// <summary>
    /// Sets <see cref="LayoutElement.ReadingOrder"/>, counts <see cref="LayoutElement.ModelOrder"/> from 0, and adds the relations of
    /// captions and footnotes.
    /// </summary>
    /// <param name="layout">The layout; its elements stay where they are.</param>
    /// <param name="page">Size of the page.</param>
    /// <param name="rightToLeft">Whether columns are read from the right.</param>
    public static PageLayout Apply(PageLayout layout, PageSize page, bool rightToLeft)
    {
        IReadOnlyList<LayoutElement> elements = layout.Elements;
        OrderRole[] roles = [.. elements.Select(element => OrderRoles.Of(element.ClassName))];

        // Rules may have said what belongs to what.
        HashSet<int> related = [.. layout.Relations.Where(IsOfCaptionOrFootnote).Select(relation => relation.From)];
        LayoutRelation[] relations =
        [
            .. layout.Relations,
            .. new CaptionMatcher(elements, roles, page).Match().Where(relation => !related.Contains(relation.From)),
        ];
        Dictionary<int, int> places = Places(Order(elements, roles, relations, page, rightToLeft));
        Dictionary<int, int> ofModel = Places(
            Enumerable.Range(0, elements.Count).Where(i => elements[i].ModelOrder is not null).OrderBy(i => elements[i].ModelOrder));
        return layout with
        {
            Elements =
            [
                .. elements.Select((element, i) => element with
                {
                    ReadingOrder = places[i],
                    ModelOrder = ofModel.TryGetValue(i, out int place) ? place : null,
                }),
            ],
            Relations = relations,
        };
    }

    /// <summary>The place of each index in a sequence.</summary>
    private static Dictionary<int, int> Places(IEnumerable<int> order) =>
        order.Select((index, place) => (index, place)).ToDictionary(entry => entry.index, entry => entry.place);

    private static bool IsOfCaptionOrFootnote(LayoutRelation relation) =>
        relation.Name is LayoutRelation.CaptionOf or LayoutRelation.FootnoteOf;

    /// <summary>Indices of the elements in reading order.</summary>
    private static IEnumerable<int> Order(
        IReadOnlyList<LayoutElement> elements, OrderRole[] roles, LayoutRelation[] relations, PageSize page, bool rightToLeft)
    {
        List<List<int>> groups = Groups(elements, roles, relations);
        return new[] { OrderRole.Header, OrderRole.Body, OrderRole.Footnote, OrderRole.Footer }.SelectMany(part =>
        {
            OrderedBox[] boxes =
            [
                .. Enumerable.Range(0, groups.Count)
                    .Where(group => Part(roles[groups[group][0]]) == part)
                    .Select(group => OrderedBox.Of(group, Union(elements, groups[group]), page))
                    .OrderBy(box => box.Y1).ThenBy(box => box.X1),
            ];
            return XyCut.Order(boxes, rightToLeft).SelectMany(box => groups[box.Index]);
        });
    }

    private static OrderRole Part(OrderRole role) =>
        role is OrderRole.Header or OrderRole.Footnote or OrderRole.Footer ? role : OrderRole.Body;

    /// <summary>
    /// Each figure or table with a caption above it before it, and what is beside or below after it; every other element alone.
    /// </summary>
    private static List<List<int>> Groups(IReadOnlyList<LayoutElement> elements, OrderRole[] roles, LayoutRelation[] relations)
    {
        List<int>[] groups = [.. Enumerable.Range(0, elements.Count).Select(i => new List<int> { i })];
        foreach (int holder in Enumerable.Range(0, elements.Count).Where(i => roles[i] is OrderRole.Figure or OrderRole.Table))
        {
            // One that lies inside another holds nothing: its group is empty.
            foreach (int inside in Enumerable.Range(0, elements.Count).Where(i =>
                groups[holder].Count > 0 && groups[i].Count == 1 && i != holder && Part(roles[i]) == OrderRole.Body
                && elements[i].Box.Area < elements[holder].Box.Area && elements[i].Box.ShareInside(elements[holder].Box) > Inside))
            {
                groups[holder].Add(inside);
                groups[inside] = [];
            }
        }

        IEnumerable<LayoutRelation> attached = relations.Where(relation =>
            IsOfCaptionOrFootnote(relation) && roles[relation.To] is OrderRole.Figure or OrderRole.Table);
        foreach (LayoutRelation relation in attached)
        {
            // Both may lie inside another figure or table, and are in its group then.
            if (groups[relation.From].Count != 1 || groups[relation.To].Count == 0)
            {
                continue;
            }

            List<int> joined = [.. groups[relation.To], .. groups[relation.From]];
            BoundingBox box = Union(elements, joined);
            if (!Enumerable.Range(0, elements.Count).Any(i => !joined.Contains(i) && elements[i].Box.ShareInside(box) > MaxInside))
            {
                groups[relation.To] = joined;
                groups[relation.From] = [];
            }
        }

        return
        [
            .. groups.Where(group => group.Count > 0).Select(group =>
            {
                float top = elements[group[0]].Box.Y1;
                return group.OrderBy(i => i == group[0] ? 0 : elements[i].Box.CenterY < top ? -1 : 1)
                    .ThenBy(i => elements[i].Box.CenterY).ToList();
            }),
        ];
    }

    private static BoundingBox Union(IReadOnlyList<LayoutElement> elements, IEnumerable<int> members) =>
        members.Select(i => elements[i].Box).Aggregate((all, box) => all.Union(box));
}
