using RoDLA.Perturbations.Filters;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Blur;

/// <summary>Motion blur along a line of 3 d' pixels, turned by an angle that is uniform in ±45°.</summary>
internal sealed class Vibration() : PixelPerturbation("vibration")
{
    private const double MostDegrees = 45;
    private const int PositionSteps = 32;

    public override PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands) =>
        new(Blur(source, 3 * context.Strength, DrawAngle(context), bands));

    /// <summary>Degrees, counter-clockwise.</summary>
    internal static double DrawAngle(PerturbationContext context) =>
        (context.Stream("vibration", 0).Cursor().NextDouble() * 2 * MostDegrees) - MostDegrees;

    public static PageImage Blur(PageImage source, int length, double angle, RowBands bands)
    {
        PageImage target = PageImage.Rent(source.Width, source.Height);
        SparseFilter.Correlate(source, target, Kernel(length, angle), bands);
        return target;
    }

    /// <summary>
    /// A horizontal line of ones, turned about its centre: each cell takes its value from the turned-back position, rounded to 1/32, in the
    /// line by linear interpolation. Cells of no weight are left out.
    /// </summary>
    internal static Tap[] Kernel(int length, double angle)
    {
        int radius = length / 2;
        double cos = Math.Cos(angle * Math.PI / 180);
        double sin = Math.Sin(angle * Math.PI / 180);
        List<Tap> taps = [];
        for (int y = -radius; y <= radius; y++)
        {
            for (int x = -radius; x <= radius; x++)
            {
                double along = Snap((cos * x) - (sin * y));
                double across = Snap((sin * x) + (cos * y));
                double weight = Math.Max(0, 1 - Math.Abs(across)) * Math.Clamp(radius + 1 - Math.Abs(along), 0, 1);
                if (weight > 0)
                {
                    taps.Add(new Tap(x, y, weight));
                }
            }
        }

        double sum = taps.Sum(tap => tap.Weight);
        return [.. taps.Select(tap => tap with { Weight = tap.Weight / sum })];
    }

    private static double Snap(double position) => Math.Floor((position * PositionSteps) + 0.5) / PositionSteps;
}
