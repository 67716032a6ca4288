namespace RoDLA.Analysis.Charts.Statistics;

/// <summary>Counts of numbers in equal bins from 0 to 1; a bin holds its lower edge, the last one both its edges.</summary>
internal static class Histogram
{
    /// <summary>How many of <paramref name="values"/> lie in each bin; values outside 0 to 1 count in the bin nearest to them.</summary>
    public static int[] OfUnitInterval(IEnumerable<double> values, int bins)
    {
        int[] counts = new int[bins];
        foreach (double value in values)
        {
            counts[Bin(value, bins)]++;
        }

        return counts;
    }

    private static int Bin(double value, int bins)
    {
        int bin = Math.Clamp((int)(value * bins), 0, bins - 1);
        // The product can land on the other side of an edge: 0.29 × 100 is 28.999…
        if (bin + 1 < bins && value >= (double)(bin + 1) / bins)
        {
            return bin + 1;
        }

        return bin > 0 && value < (double)bin / bins ? bin - 1 : bin;
    }
}
