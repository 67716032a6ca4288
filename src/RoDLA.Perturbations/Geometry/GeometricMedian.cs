namespace RoDLA.Perturbations.Geometry;

/// <summary>
/// The point with the least sum of distances to given ones. Source: Vardi and Zhang, "The multivariate L1-median and associated data
/// depth", PNAS 2000 (Weiszfeld's iteration, corrected where the estimate coincides with a sample).
/// </summary>
internal static class GeometricMedian
{
    private const double Tolerance = 1e-5;
    private const int MostIterations = 500;

    public static Vector2 Of(ReadOnlySpan<Vector2> points)
    {
        (double x, double y) = Mean(points);
        for (int i = 0; i < MostIterations; i++)
        {
            (double nextX, double nextY) = Step(points, x, y);
            double moved = Math.Sqrt(((nextX - x) * (nextX - x)) + ((nextY - y) * (nextY - y)));
            (x, y) = (nextX, nextY);
            if (moved < Tolerance)
            {
                break;
            }
        }

        return new Vector2((float)x, (float)y);
    }

    private static (double X, double Y) Mean(ReadOnlySpan<Vector2> points)
    {
        (double x, double y) = (0, 0);
        foreach (Vector2 point in points)
        {
            x += point.X;
            y += point.Y;
        }

        return (x / points.Length, y / points.Length);
    }

    private static (double X, double Y) Step(ReadOnlySpan<Vector2> points, double x, double y)
    {
        (double weights, double sumX, double sumY) = (0, 0, 0);
        int same = 0;
        foreach (Vector2 point in points)
        {
            double distance = Math.Sqrt(((point.X - x) * (point.X - x)) + ((point.Y - y) * (point.Y - y)));
            if (distance == 0)
            {
                same++;
                continue;
            }

            weights += 1 / distance;
            sumX += point.X / distance;
            sumY += point.Y / distance;
        }

        if (same == points.Length)
        {
            return (x, y);
        }

        (double targetX, double targetY) = (sumX / weights, sumY / weights);
        if (same == 0)
        {
            return (targetX, targetY);
        }

        double pull = weights * Math.Sqrt(((targetX - x) * (targetX - x)) + ((targetY - y) * (targetY - y)));
        double stay = pull == 0 ? 1 : Math.Min(1, same / pull);
        return (((1 - stay) * targetX) + (stay * x), ((1 - stay) * targetY) + (stay * y));
    }
}
