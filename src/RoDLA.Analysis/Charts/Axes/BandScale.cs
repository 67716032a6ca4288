namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Cuts a stretch of pixels into equal bands, one a category.</summary>
/// <param name="From">First pixel.</param>
/// <param name="To">Last pixel.</param>
/// <param name="Count">Number of categories.</param>
internal readonly record struct BandScale(double From, double To, int Count)
{
    private const double MaxBarWidth = 120;

    /// <summary>From the middle of one band to the middle of the next.</summary>
    public double Pitch => (To - From) / Count;

    /// <summary>Width of a bar in its band.</summary>
    public double BarWidth => Math.Min(MaxBarWidth, Pitch * 0.72);

    /// <summary>Middle of a band.</summary>
    public double Center(int index) => From + ((index + 0.5) * Pitch);
}
