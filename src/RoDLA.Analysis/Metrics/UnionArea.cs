namespace RoDLA.Analysis.Metrics;

/// <summary>Area that boxes cover together, each square pixel counted once, in strips between neighbouring edges along x.</summary>
internal static class UnionArea
{
    /// <summary>Square pixels covered by the boxes as far as they lie on the page; O(n²).</summary>
    public static double Of(in PageColumns columns, PageSize page)
    {
        int count = columns.Count;
        double[] edges = ArrayPool<double>.Shared.Rent(2 * count);
        int[] order = ArrayPool<int>.Shared.Rent(count);
        try
        {
            Span<double> xs = edges.AsSpan(0, 2 * count);
            columns.X1[..count].CopyTo(xs);
            columns.X2[..count].CopyTo(xs[count..]);
            xs.Sort();
            Span<int> fromTop = order.AsSpan(0, count);
            Span<double> tops = columns.Scratch[..count];
            columns.Y1[..count].CopyTo(tops);
            for (int i = 0; i < count; i++)
            {
                fromTop[i] = i;
            }

            tops.Sort(fromTop);
            double area = 0;
            for (int e = 1; e < xs.Length; e++)
            {
                double width = Math.Clamp(xs[e], 0, page.Width) - Math.Clamp(xs[e - 1], 0, page.Width);
                area += width == 0 ? 0 : width * Covered(columns, fromTop, (xs[e - 1], xs[e]), page.Height);
            }

            return area;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(edges);
            ArrayPool<int>.Shared.Return(order);
        }
    }

    /// <summary>Pixels down a strip that lie in any of the boxes across it.</summary>
    private static double Covered(in PageColumns columns, ReadOnlySpan<int> fromTop, (double Left, double Right) strip, double height)
    {
        (double covered, double end) = (0, 0);
        foreach (int i in fromTop)
        {
            if (columns.X1[i] <= strip.Left && columns.X2[i] >= strip.Right)
            {
                double bottom = Math.Min(columns.Y2[i], height);
                covered += Math.Max(0, bottom - Math.Max(end, columns.Y1[i]));
                end = Math.Max(end, bottom);
            }
        }

        return covered;
    }
}
