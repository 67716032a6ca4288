namespace RoDLA.Perturbations.Geometry;

/// <summary>Small systems of linear equations.</summary>
internal static class LinearSystem
{
    private const double Singular = 1e-12;

    /// <summary>Gauss and Jordan with partial pivoting, in place; the solution ends in the first <paramref name="size"/> entries.</summary>
    /// <param name="rows">Rows of <paramref name="size"/> coefficients and the right side.</param>
    /// <param name="size">Number of unknowns.</param>
    /// <exception cref="PerturbationException">The equations do not have one solution.</exception>
    public static void Solve(Span<double> rows, int size)
    {
        int stride = size + 1;
        for (int column = 0; column < size; column++)
        {
            SwapIn(rows, size, column);
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
    }

    private static void SwapIn(Span<double> rows, int size, int column)
    {
        int stride = size + 1;
        int best = column;
        for (int row = column + 1; row < size; row++)
        {
            best = Math.Abs(rows[(row * stride) + column]) > Math.Abs(rows[(best * stride) + column]) ? row : best;
        }

        if (Math.Abs(rows[(best * stride) + column]) < Singular)
        {
            throw new PerturbationException("The points do not determine a map: three of them lie on one line.");
        }

        for (int k = 0; best != column && k < stride; k++)
        {
            (rows[(best * stride) + k], rows[(column * stride) + k]) = (rows[(column * stride) + k], rows[(best * stride) + k]);
        }
    }
}
