using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Weights of bicubic interpolation (a = −0.75) at each 32nd of a pixel.</summary>
internal static class CubicWeights
{
    public const int Taps = 4;
    public const int Bits = 5;
    public const int Steps = DisplacementField.Unit;

    /// <summary>Floats of one step in <see cref="Spread"/>: a weight for each of 4 pixels × 3 channels, and four zeros.</summary>
    public const int SpreadLength = 16;

    private const double A = -0.75;

    /// <summary>The four weights of every step.</summary>
    public static float[] Plain { get; } = [.. Enumerable.Range(0, Steps).SelectMany(step => At((double)step / Steps))];

    /// <summary>The same, each three times, for the bytes of four neighbouring pixels.</summary>
    public static float[] Spread { get; } =
    [
        .. Enumerable.Range(0, Steps).SelectMany(step =>
            At((double)step / Steps).SelectMany(weight => Enumerable.Repeat(weight, 3)).Concat(Enumerable.Repeat(0f, 4))),
    ];

    private static IEnumerable<float> At(double fraction)
    {
        double first = Far(fraction + 1);
        double second = Near(fraction);
        double third = Near(1 - fraction);
        return [(float)first, (float)second, (float)third, (float)(1 - first - second - third)];
    }

    private static double Near(double x) => ((((A + 2) * x) - (A + 3)) * x * x) + 1;

    private static double Far(double x) => (((((A * x) - (5 * A)) * x) + (8 * A)) * x) - (4 * A);
}
