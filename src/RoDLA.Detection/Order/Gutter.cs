namespace RoDLA.Detection.Order;

/// <summary>A vertical line that parts boxes into two sides, but for those that span it.</summary>
/// <param name="Left">Boxes left of it.</param>
/// <param name="Right">Boxes right of it.</param>
/// <param name="Spans">Boxes across it, from the top; no other box is beside one.</param>
internal sealed record Gutter(IReadOnlyList<OrderedBox> Left, IReadOnlyList<OrderedBox> Right, IReadOnlyList<OrderedBox> Spans)
{
    /// <summary>
    /// The gutter that the least height of boxes spans, and the widest of several. Null when there is none with boxes side by side.
    /// </summary>
    public static Gutter? Find(IReadOnlyList<OrderedBox> boxes)
    {
        Gutter? best = null;
        (float Spanned, float Width) bestCost = default;
        foreach (float x in boxes.Select(box => box.X2).Distinct())
        {
            Gutter gutter = At(boxes, x);
            if (gutter.Left.Count == 0 || gutter.Right.Count == 0)
            {
                continue;
            }

            (float, float) cost = (gutter.Spans.Sum(box => box.Y2 - box.Y1), x - gutter.Right.Min(box => box.X1));
            if ((best is null || cost.CompareTo(bestCost) < 0) && gutter.PartsColumns())
            {
                (best, bestCost) = (gutter, cost);
            }
        }

        return best;
    }

    private static Gutter At(IReadOnlyList<OrderedBox> boxes, float x) => new(
        [.. boxes.Where(box => box.X2 <= x)],
        [.. boxes.Where(box => box.X1 >= x)],
        [.. boxes.Where(box => box.X1 < x && box.X2 > x).OrderBy(box => box.CenterY)]);

    /// <summary>Whether a box of the one side is beside one of the other, and none beside a span.</summary>
    private bool PartsColumns() =>
        Left.Any(left => Right.Any(left.IsBeside)) && !Spans.Any(span => Left.Any(span.IsBeside) || Right.Any(span.IsBeside));
}
