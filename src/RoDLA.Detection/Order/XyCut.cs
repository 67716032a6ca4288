namespace RoDLA.Detection.Order;

/// <summary>
/// Recursive XY-cut (Nagy and Seth, 1984), with boxes that span columns set apart before the page is cut, as in XY-Cut++ (Liu et al.,
/// 2025):
/// what spans a gutter parts the page into bands, and each band is cut by itself, so that paragraphs which happen to end at one height do
/// not part the columns into rows. Small boxes in a narrow column, each beside one box, are labels: they are read with that box.
/// </summary>
internal static class XyCut
{
    // Width of labels against the boxes beside them, and share of a label's height beside its box.
    private const float LabelWidth = 0.35f;
    private const float LabelInside = 0.8f;

    /// <summary>Puts boxes in order.</summary>
    /// <param name="boxes">The boxes, in any order.</param>
    /// <param name="rightToLeft">Whether columns are read from the right.</param>
    public static IEnumerable<OrderedBox> Order(IReadOnlyList<OrderedBox> boxes, bool rightToLeft)
    {
        if (Gutter.Find(boxes) is not { } gutter)
        {
            return OrderWithoutGutter(boxes, rightToLeft);
        }

        if (gutter.Spans.Count > 0)
        {
            return OrderBands(boxes, gutter.Spans, rightToLeft);
        }

        (IReadOnlyList<OrderedBox> first, IReadOnlyList<OrderedBox> second) =
            rightToLeft ? (gutter.Right, gutter.Left) : (gutter.Left, gutter.Right);
        return Labels(first, second) is { } before ? Order(second, rightToLeft).SelectMany(box => before[box].Append(box))
            : Labels(second, first) is { } after ? Order(first, rightToLeft).SelectMany(box => after[box].Prepend(box))
            : Order(first, rightToLeft).Concat(Order(second, rightToLeft));
    }

    /// <summary>Parts the boxes at the widest one that has none beside it; else they go from the top.</summary>
    private static IEnumerable<OrderedBox> OrderWithoutGutter(IReadOnlyList<OrderedBox> boxes, bool rightToLeft)
    {
        OrderedBox[] alone = [.. boxes.Where(box => !boxes.Any(other => other != box && other.IsBeside(box)))];
        return alone.Length > 0 && boxes.Count > 1
            ? OrderBands(boxes, [alone.MaxBy(box => box.X2 - box.X1)], rightToLeft)
            : boxes.OrderBy(box => box.CenterY).ThenBy(box => rightToLeft ? -box.X2 : box.X1);
    }

    /// <summary>What lies above the first span, the span, what lies between it and the next, and so on.</summary>
    private static IEnumerable<OrderedBox> OrderBands(
        IReadOnlyList<OrderedBox> boxes, IReadOnlyList<OrderedBox> spans, bool rightToLeft)
    {
        ILookup<int, OrderedBox> bands = boxes.Except(spans).ToLookup(box => spans.Count(span => span.CenterY < box.CenterY));
        return Enumerable.Range(0, spans.Count + 1)
            .SelectMany(band => Order([.. bands[band]], rightToLeft).Concat(spans.Skip(band).Take(1)));
    }

    /// <summary>The labels of each box, from the top; null when the boxes of the narrow side are no labels.</summary>
    private static ILookup<OrderedBox, OrderedBox>? Labels(IReadOnlyList<OrderedBox> narrow, IReadOnlyList<OrderedBox> wide)
    {
        if (Width(narrow) >= LabelWidth * Width(wide))
        {
            return null;
        }

        List<(OrderedBox Label, OrderedBox Box)> pairs = [];
        foreach (OrderedBox label in narrow.OrderBy(box => box.CenterY))
        {
            OrderedBox box = wide.MaxBy(other => Beside(label, other));
            if (Beside(label, box) < LabelInside * (label.Y2 - label.Y1))
            {
                return null;
            }

            pairs.Add((label, box));
        }

        return pairs.ToLookup(pair => pair.Box, pair => pair.Label);
    }

    private static float Beside(OrderedBox a, OrderedBox b) => Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1);

    private static float Width(IReadOnlyList<OrderedBox> boxes) => boxes.Max(box => box.X2) - boxes.Min(box => box.X1);
}
