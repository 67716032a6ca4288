namespace RoDLA.Analysis.Metrics;

/// <summary>
/// Area that boxes cover together, each square pixel counted once. A vertical line sweeps over the left and right edges and keeps, for each
/// cell between neighbouring y coordinates, the number of boxes that cover it: exact, O(n²) at worst.
/// </summary>
internal static class UnionArea
{
    /// <summary>Square pixels covered by the boxes as far as they lie on the page.</summary>
    /// <param name="columns">The boxes.</param>
    /// <param name="width">Of the page, in pixels.</param>
    /// <param name="height">Of the page, in pixels.</param>
    public static double Of(in PageColumns columns, double width, double height)
    {
        int edges = 2 * columns.Count;
        double[] coordinates = ArrayPool<double>.Shared.Rent(2 * edges);
        int[] integers = ArrayPool<int>.Shared.Rent(2 * edges);
        try
        {
            Span<double> xs = coordinates.AsSpan(0, edges);
            Span<double> ys = coordinates.AsSpan(edges, edges);
            Span<int> boxes = integers.AsSpan(0, edges);
            for (int i = 0; i < columns.Count; i++)
            {
                // A closing edge carries the complement of its box's index.
                (boxes[2 * i], boxes[(2 * i) + 1]) = (i, ~i);
                (xs[2 * i], xs[(2 * i) + 1]) = (Math.Clamp(columns.X1[i], 0, width), Math.Clamp(columns.X2[i], 0, width));
                (ys[2 * i], ys[(2 * i) + 1]) = (Math.Clamp(columns.Y1[i], 0, height), Math.Clamp(columns.Y2[i], 0, height));
            }

            xs.Sort(boxes);
            ys.Sort();
            Span<int> covers = integers.AsSpan(edges, edges);
            covers.Clear();
            return Sweep(columns, height, xs, boxes, Distinct(ys), covers);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(coordinates);
            ArrayPool<int>.Shared.Return(integers);
        }
    }

    private static double Sweep(
        in PageColumns columns, double height, ReadOnlySpan<double> xs, ReadOnlySpan<int> boxes, ReadOnlySpan<double> ys, Span<int> covers)
    {
        double area = 0;
        double covered = 0;
        double previous = 0;
        for (int e = 0; e < xs.Length; e++)
        {
            area += covered * (xs[e] - previous);
            previous = xs[e];
            int box = boxes[e] < 0 ? ~boxes[e] : boxes[e];
            int step = boxes[e] < 0 ? -1 : 1;
            int from = ys.BinarySearch(Math.Clamp(columns.Y1[box], 0, height));
            int to = ys.BinarySearch(Math.Clamp(columns.Y2[box], 0, height));
            for (int cell = from; cell < to; cell++)
            {
                covers[cell] += step;

                // Edges at the same x come in any order, so a cell can pass through −1; only 0 ↔ 1 changes what is covered.
                covered += (covers[cell], step) switch
                {
                    (1, 1) => ys[cell + 1] - ys[cell],
                    (0, -1) => ys[cell] - ys[cell + 1],
                    _ => 0,
                };
            }
        }

        return area;
    }

    private static Span<double> Distinct(Span<double> sorted)
    {
        int kept = 0;
        foreach (double value in sorted)
        {
            if (kept == 0 || sorted[kept - 1] != value)
            {
                sorted[kept++] = value;
            }
        }

        return sorted[..kept];
    }
}
