namespace RoDLA.Perturbations.Quality;

/// <summary>
/// The frequencies of one direction that the coarsest of four levels of a complex steerable pyramid keeps: the spectrum halved three times.
/// </summary>
/// <param name="First">Index of the first in the whole spectrum, whose middle is frequency 0.</param>
/// <param name="Count">How many.</param>
internal readonly record struct SteerableBand(int First, int Count)
{
    private const int Halvings = 3;

    public static SteerableBand Of(int side)
    {
        var band = new SteerableBand(0, side);
        for (int i = 0; i < Halvings; i++)
        {
            int half = (int)Math.Ceiling((band.Count - 0.5) / 2);
            int start = (int)Math.Ceiling((band.Count + 0.5) / 2) - (int)Math.Ceiling((half + 0.5) / 2);
            band = new SteerableBand(band.First + start, half);
        }

        return band;
    }

    /// <summary>Where index <paramref name="index"/> of a spectrum of <paramref name="side"/> lies between −1 and 1.</summary>
    public static double Frequency(int index, int side)
    {
        double half = side / 2.0;
        double low = -(side / 2) / half;
        double high = ((side / 2) / half) - ((1 - (side % 2)) * 2.0 / side);
        return side == 1 ? low : low + ((high - low) * index / (side - 1));
    }
}
