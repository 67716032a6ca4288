namespace RoDLA.Perturbations.Quality;

/// <summary>
/// Radial and angular masks of a complex steerable pyramid with four levels and eight orientations. Source: Portilla and Simoncelli, "A
/// parametric texture model based on joint statistics of complex wavelet coefficients", 2000.
/// </summary>
internal static class SteerableMasks
{
    public const int Orientations = 8;

    private const int Levels = 4;
    private const int Order = Orientations - 1;
    private const int TableSteps = 256;
    private static readonly double[] BandPass = [.. RaisedCosine().Select(Math.Sqrt)];
    private static readonly double[] LowPass = [.. RaisedCosine().Select(value => Math.Sqrt(1 - value))];
    private static readonly double AngularScale = 2 * Math.Sqrt(AngularConstant());

    /// <summary>Gain of the low passes down to the coarsest level and of its band pass at a radius.</summary>
    public static double Radial(double logRadius)
    {
        double product = At(logRadius + Levels, BandPass);
        for (int level = 0; level < Levels; level++)
        {
            product *= At(logRadius + level, LowPass);
        }

        return product;
    }

    /// <summary>Gain of an orientation at a direction, in radians.</summary>
    public static double Angular(double angle, int orientation)
    {
        double phi = Math.IEEERemainder(angle - (Math.PI * orientation / Orientations), 2 * Math.PI);
        return Math.Abs(phi) < Math.PI / 2 ? AngularScale * Math.Pow(Math.Cos(phi), Order) : 0;
    }

    /// <summary>Linear interpolation in a table that spans −1 − 1/256 to 1/256; beyond it the ends hold.</summary>
    private static double At(double position, double[] table)
    {
        double steps = Math.Clamp(((position + 1) * TableSteps) + 1, 0, TableSteps + 2);
        int index = Math.Min((int)steps, TableSteps + 1);
        return table[index] + ((steps - index) * (table[index + 1] - table[index]));
    }

    private static double[] RaisedCosine()
    {
        var table = new double[TableSteps + 3];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = Math.Pow(Math.Cos(Math.PI * (i - TableSteps - 1) / (2.0 * TableSteps)), 2);
        }

        table[0] = table[1];
        table[^1] = table[^2];
        return table;
    }

    private static double AngularConstant()
    {
        double factorial = 1;
        double doubled = 1;
        for (int i = 1; i <= 2 * Order; i++)
        {
            factorial *= i <= Order ? i : 1;
            doubled *= i;
        }

        return Math.Pow(2, 2 * Order) * factorial * factorial / (Orientations * doubled);
    }
}
