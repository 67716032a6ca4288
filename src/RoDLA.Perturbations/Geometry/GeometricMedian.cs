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
        Vector128<double> place = Vector128<double>.Zero;
        foreach (Vector2 point in points)
        {
            place += Wide(point);
        }

        place /= points.Length;
        for (int i = 0; i < MostIterations; i++)
        {
            Vector128<double> next = Step(points, place);
            double moved = Length(next - place);
            place = next;
            if (moved < Tolerance)
            {
                break;
            }
        }

        return new Vector2((float)place[0], (float)place[1]);
    }

    private static Vector128<double> Step(ReadOnlySpan<Vector2> points, Vector128<double> place)
    {
        (double weights, Vector128<double> sum, int same) = (0, Vector128<double>.Zero, 0);
        foreach (Vector2 point in points)
        {
            double distance = Length(Wide(point) - place);
            if (distance == 0)
            {
                same++;
                continue;
            }

            weights += 1 / distance;
            sum += Wide(point) / distance;
        }

        if (same == points.Length)
        {
            return place;
        }

        Vector128<double> target = sum / weights;
        double pull = weights * Length(target - place);
        double stay = same == 0 ? 0 : pull == 0 ? 1 : Math.Min(1, same / pull);
        return ((1 - stay) * target) + (stay * place);
    }

    private static Vector128<double> Wide(Vector2 point) => Vector128.Create((double)point.X, point.Y);

    private static double Length(Vector128<double> vector) => Math.Sqrt(Vector128.Dot(vector, vector));
}
