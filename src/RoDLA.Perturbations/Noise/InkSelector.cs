namespace RoDLA.Perturbations.Noise;

/// <summary>How much of each grey level is ink, from 0 to 1, and whether the page is light on dark.</summary>
internal readonly record struct InkSelector(float[] Ink, bool LightOnDark)
{
    private const int Levels = 256;
    private const double Bright = 0.9;
    private const double Dark = 0.1;

    /// <summary>
    /// Levels stretched to 0..1 over all channels; where more of them are bright than dark the page is dark on light, and dark is ink.
    /// </summary>
    public static InkSelector Of(PageImage page)
    {
        Span<int> histogram = stackalloc int[Levels];
        histogram.Clear();
        foreach (byte level in page.Pixels)
        {
            histogram[level]++;
        }

        int least = histogram.IndexOfAnyExcept(0);
        int greatest = histogram.LastIndexOfAnyExcept(0);
        var values = new float[Levels];
        (long bright, long dark) = (0, 0);
        for (int level = least; level <= greatest; level++)
        {
            double value = greatest == least ? 0 : (double)(level - least) / (greatest - least);
            values[level] = (float)value;
            bright += value > Bright ? histogram[level] : 0;
            dark += value < Dark ? histogram[level] : 0;
        }

        for (int level = 0; bright > dark && level < Levels; level++)
        {
            values[level] = 1 - values[level];
        }

        return new InkSelector(values, bright <= dark);
    }
}
