namespace RoDLA.Detection.Turning;

/// <summary>
/// Finds the angle of lines of text by their projection profile (Postl's method): at the right angle rows full of ink and empty rows
/// follow each other. Every second tenth of a degree is tried, then the two beside the best.
/// </summary>
internal static class SkewFinder
{
    private const int Range = 17;
    private const int Coarse = 5;
    private const double Fine = 0.1;

    /// <summary>The best angle.</summary>
    public static SkewEstimate Find(InkStrips strips)
    {
        const int upright = Range * Coarse;
        Span<double> sharpness = stackalloc double[(2 * upright) + 1];
        int best = upright;
        for (int i = 0; i < sharpness.Length; i++)
        {
            sharpness[i] = strips.Sharpness((double)(i - upright) / Coarse);
            best = sharpness[i] > sharpness[best] ? i : best;
        }

        double center = (double)(best - upright) / Coarse;
        (double less, double more) = (strips.Sharpness(center - Fine), strips.Sharpness(center + Fine));
        double most = Math.Max(sharpness[best], Math.Max(less, more));
        double angle = most == sharpness[best] ? center : most == less ? center - Fine : center + Fine;
        double level = sharpness[upright];
        sharpness.Sort();
        return new SkewEstimate(Math.Round(angle, 1), most, sharpness[upright], level);
    }
}
