namespace RoDLA.Perturbations.Geometry;

/// <summary>Small systems of linear equations.</summary>
internal static class LinearSystem
{
    private const double Singular = 1e-12;

    /// <summary>Gauss-Jordan elimination with partial pivoting, in place; the solution is in the first entries.</summary>
    /// <param name="rows">Rows of <paramref name="size"/> coefficients and the right-hand side.</param>
    /// <param name="size">Number of unknowns.</param>
    /// <returns>Whether the equations have exactly one solution.</returns>
    public static bool TrySolve(Span<double> rows, int size)
    {
        int stride = size + 1;
        for (int column = 0; column < size; column++)
        {
            if (!TryPivot(rows, size, column))
            {
                return false;
            }

            double pivot = rows[(column * stride) + column];
            for (int row = 0; row < size; row++)
            {
                double factor = row == column ? 0 : rows[(row * stride) + column] / pivot;
                for (int k = column; factor != 0 && k < stride; k++)
                {
                    rows[(row * stride) + k] -= factor * rows[(column * stride) + k];
                }
            }
        }

        for (int row = 0; row < size; row++)
        {
            rows[row] = rows[(row * stride) + size] / rows[(row * stride) + row];
        }

        return true;
    }

    /// <summary>Moves the row with the largest coefficient of a column to the diagonal.</summary>
    private static bool TryPivot(Span<double> rows, int size, int column)
    {
        int stride = size + 1;
        int best = column;
        for (int row = column + 1; row < size; row++)
        {
            best = Math.Abs(rows[(row * stride) + column]) > Math.Abs(rows[(best * stride) + column]) ? row : best;
        }

        if (Math.Abs(rows[(best * stride) + column]) < Singular)
        {
            return false;
        }

        for (int k = 0; best != column && k < stride; k++)
        {
            (rows[(best * stride) + k], rows[(column * stride) + k]) = (rows[(column * stride) + k], rows[(best * stride) + k]);
        }

        return true;
    }
}
