namespace RoDLA.Detection.Turning;

/// <summary>
/// Finds the angle of lines of text by their projection profile (Postl's method): at the right angle rows full of ink and empty rows
/// follow each other. Every 0.4 degrees is tried up to 16.8, then the angles beside the best by 0.2 and by 0.1 degrees.
/// </summary>
internal static class SkewFinder
{
    private const int Steps = 42;
    private const double Coarse = 0.4;

    /// <summary>The best angle.</summary>
    public static SkewEstimate Find(InkStrips strips)
    {
        Span<double> sharpness = stackalloc double[(2 * Steps) + 1];
        int best = Steps;
        for (int i = 0; i < sharpness.Length; i++)
        {
            sharpness[i] = strips.Sharpness((i - Steps) * Coarse);
            best = sharpness[i] > sharpness[best] ? i : best;
        }

        (double angle, double most) = ((best - Steps) * Coarse, sharpness[best]);
        for (double step = Coarse / 2; step > Coarse / 5; step /= 2)
        {
            (double less, double more) = (strips.Sharpness(angle - step), strips.Sharpness(angle + step));
            (angle, most) = most >= Math.Max(less, more) ? (angle, most) : less > more ? (angle - step, less) : (angle + step, more);
        }

        double level = sharpness[Steps];
        sharpness.Sort();
        return new SkewEstimate(Math.Round(angle, 1), most, sharpness[Steps], level);
    }
}
