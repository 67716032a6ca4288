namespace RoDLA.Analysis.Metrics;

/// <summary>Rounds the way Python's <c>round</c> does: half to even, decided on the exact value of the double.</summary>
internal static class Rounding
{
    private static ReadOnlySpan<double> Scales => [1, 10, 100, 1000, 10000];

    /// <param name="value">Finite.</param>
    /// <param name="decimals">0 to 4.</param>
    public static double Round(double value, int decimals)
    {
        double scale = Scales[decimals];
        double scaled = value * scale;
        double rounded = Math.Round(scaled);
        if (Math.Abs(scaled - rounded) == 0.5)
        {
            // The product may only have been rounded onto the tie: its error says on which side the exact one lies.
            double error = Math.FusedMultiplyAdd(value, scale, -scaled);
            rounded = error > 0 ? Math.Ceiling(scaled) : error < 0 ? Math.Floor(scaled) : rounded;
        }

        // Adding zero turns −0, which JSON would print as such, into 0.
        return (rounded / scale) + 0.0;
    }
}
